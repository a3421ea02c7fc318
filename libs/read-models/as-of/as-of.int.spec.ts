import { afterAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import { Readings, type Reading } from '../readings.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { everything, known } from '../testing/everything.js';
import { RandomHistory } from '../testing/random-history.js';
import { Random } from '../testing/random.js';
import { WrittenHistory } from '../testing/written-history.js';

const NOW = '2026-11-24T12:00:00.000Z';
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = new Random(seed);

const opened: CountingDatabase[] = [];
const databaseWith = async (events: readonly StoredEvent[]): Promise<CountingDatabase> => {
  const database = await databaseOf(events);
  opened.push(database);
  return database;
};
afterAll(() => Promise.all(opened.map((database) => database.close())));

/** Each stream up to its first event that was not known or not recorded by then. */
function prefix(events: readonly StoredEvent[], asOf: string, asRecordedAt: string): readonly StoredEvent[] {
  const ended = new Set<string>();
  return events.filter(({ stream, metadata }) => {
    if (metadata.occurredAt > asOf || metadata.recordedAt > asRecordedAt) ended.add(stream);
    return !ended.has(stream);
  });
}

describe(`the views as of an instant (seed ${seed})`, () => {
  const history = new RandomHistory(seed, 700);
  const { events } = history.written;
  const instants = (): string => random.one(events).metadata.occurredAt;

  it.each(Array.from({ length: 8 }, () => [instants(), random.upTo(2) === 0 ? instants() : NOW]))(
    'known at %s, recorded at %s, are those of the naive prefixes',
    async (asOf, asRecordedAt) => {
      const naive = new Readings(await databaseWith(prefix(events, asOf, asRecordedAt)), () => asOf).live;
      const cut = await new Readings(await databaseWith(events), () => NOW).at({ asOf, asRecordedAt });
      expect(await everything(cut, history)).toEqual(await everything(naive, history));
    },
  );

  it('are the live ones as of now', async () => {
    const readings = new Readings(await databaseWith(events), () => NOW);
    const answers = await everything(readings.live, history);
    expect(await everything(await readings.at({ asOf: NOW }), history)).toEqual(answers);
    expect(JSON.stringify(answers).length).toBeGreaterThan(10_000);
  });

  it('let others have their turn between the pages that they are folded from', async () => {
    const reading = await new Readings(await databaseWith(events), () => NOW).at({ asOf: NOW });
    let turns = 0;
    let folding = true;
    const others = (): void => void (folding && (turns++, setImmediate(others)));
    setImmediate(others);
    await reading.programs.page({}, { first: 1 });
    await reading.milestones.page({}, null, { first: 1 });
    folding = false;
    expect(turns).toBeGreaterThan(1);
  });

  it('are the same whether a program or all programs are asked for first', async () => {
    const readings = new Readings(await databaseWith(events), () => NOW);
    const asOf = NOW;
    const [programId] = history.programIds;
    const one = await readings.at({ asOf });
    const pages = await Promise.all([
      known(one.milestones.page({ programs: [programId!] }, null, { first: 10 })),
      known(one.programs.page({}, { first: 10 })),
      known(one.milestones.page({ programs: [programId!] }, null, { first: 10 })),
    ]);
    const other = await new Readings(await databaseWith(events), () => NOW).at({ asOf });
    await other.milestones.page({}, null, { first: 1 });
    expect([
      await known(other.milestones.page({ programs: [programId!] }, null, { first: 10 })),
      await known(other.programs.page({}, { first: 10 })),
    ]).toEqual(pages.slice(0, 2));
  });
});

describe('a cut', () => {
  it('after now is refused', async () => {
    const readings = new Readings(await databaseWith([]), () => NOW);
    for (const cut of [{ asOf: '2026-11-24T12:00:00.001Z' }, { asRecordedAt: '2027-01-01T00:00:00Z' }])
      await expect(readings.at(cut)).rejects.toMatchObject({ code: 'DATE_IN_FUTURE' });
  });

  it('holds events of types that are not known, and folds none of them', async () => {
    const written = new WrittenHistory();
    const later = (day: string): void =>
      void written.program('p', { type: 'ProgramBlessed', data: {} } as never, { at: `2024-01-${day}T00:00:00.000Z` });
    written.initiative('i', 'p', { type: 'InitiativeBlessed', data: {} } as never, { at: '2024-01-01T00:00:00.000Z' });
    written.charter('p', {}, { at: '2024-01-01T00:00:00.000Z' });
    later('02');
    later('04');
    const reading = await new Readings(await databaseWith(written.events), () => NOW).at({ asOf: '2024-01-03T00:00:00Z' });
    expect((await reading.programs.all()).map(({ revision }) => revision)).toEqual([1]);
    expect((await reading.initiatives.byIds(['i'])).size).toBe(0);
    expect((await reading.history.page({ programId: 'p' }, { first: 10 })).edges).toHaveLength(3);
  });

  it('lists nothing of a program that was not known then, even if history was added to it', async () => {
    const written = new WrittenHistory();
    const launched = { type: 'InitiativeLaunched', data: { title: 'i', pillar: 'CULTURE', weight: 1 } } as const;
    const planned = { type: 'MilestonePlanned', data: { milestoneId: 'm', title: 'm', due: '2024-03-01', weight: 1 } } as const;
    written.charter('p', {}, { at: '2024-01-03T00:00:00.000Z' });
    written.initiative('i', 'p', launched, { at: '2024-01-01T00:00:00.000Z' });
    written.initiative('i', 'p', planned, { at: '2024-01-01T00:00:00.000Z' });
    const readings = new Readings(await databaseWith(written.events), () => NOW);
    const listed = async (asOf: string): Promise<readonly number[]> => {
      const { initiatives, milestones } = await readings.at({ asOf });
      const [some, all] = [await initiatives.page({}, null, {}), await milestones.page({}, null, {})];
      return [some.edges.length, await some.totalCount(), all.edges.length, await all.totalCount()];
    };
    expect(await listed('2024-01-02T00:00:00Z')).toEqual([0, 0, 0, 0]);
    expect(await listed('2024-01-03T00:00:00Z')).toEqual([1, 1, 1, 1]);
  });

  it('is the same in another offset', async () => {
    const readings = new Readings(await databaseWith([]), () => NOW);
    expect((await readings.at({ asOf: '2026-11-24T20:00:00+08:00' })).cut).toEqual({ asOf: NOW });
  });
});

describe('what was folded for a cut', () => {
  const asOf = '2024-01-03T00:00:00.000Z';
  const written = new WrittenHistory();
  written.charter('p', { name: 'first' }, { at: '2024-01-01T00:00:00.000Z' });
  const { length } = written.events;
  written.program('p', { type: 'ProgramRenamed', data: { name: 'later' } }, { at: '2024-01-05T00:00:00.000Z' });
  const live = written.events.length;
  written.charter('q', { name: 'imported' }, { at: '2024-01-02T00:00:00.000Z', recordedAt: '2024-01-06T00:00:00.000Z' });

  /** Readings of a journal that grows; `asked` returns the number of statements since its last call. */
  const growing = async (): Promise<{ readings: Readings; grow: (to: number) => Promise<void>; asked: () => number }> => {
    let [database, before] = [await databaseWith(written.events.slice(0, length)), 0];
    const proxy: ReadDatabase = {
      select: (...asked) => database.select(...asked),
      documents: (...asked) => database.documents(...asked),
    };
    return {
      readings: new Readings(proxy, () => NOW),
      grow: async (to) => void ([database, before] = [await databaseWith(written.events.slice(0, to)), 0]),
      asked: () => -before + (before = database.statements()),
    };
  };
  const names = async (reading: Reading): Promise<string[]> =>
    (await reading.programs.page({}, { first: 10 })).edges.map(({ node }) => node.name);

  it('serves again, also when something has been added that lies after the cut', async () => {
    const { readings, grow, asked } = await growing();
    expect(await names(await readings.at({ asOf }))).toEqual(['first']);
    asked();
    expect(await names(await readings.at({ asOf }))).toEqual(['first']);
    // One statement: the position of the journal's head.
    expect(asked()).toBe(1);
    await grow(live);
    expect(await names(await readings.at({ asOf }))).toEqual(['first']);
    // A second statement: whether any of the new events lies before the as-of point.
    expect(asked()).toBe(2);
  });

  it('does not serve once an import has added to it; a reading that was asked for before stays as it was', async () => {
    const { readings, grow } = await growing();
    const before = await readings.at({ asOf });
    expect(await names(before)).toEqual(['first']);
    await grow(written.events.length);
    expect(await names(await readings.at({ asOf }))).toEqual(['first', 'imported']);
    expect(await names(before)).toEqual(['first']);
    // The answer is the same after the cache has evicted the folded views of this point.
    for (let day = 10; day < 20; day++) await names(await readings.at({ asOf: `2024-02-${day}T00:00:00Z` }));
    expect(await names(before)).toEqual(['first']);
  });
});
