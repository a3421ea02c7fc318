import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { Readings, type Reading } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { walkedAll } from '../testing/everything.js';
import { WrittenHistory } from '../testing/written-history.js';

const NOW = '2024-06-01T00:00:00.000Z';
const INITIATIVES = 230;
const history = new WrittenHistory();
const at = { at: '2024-01-02T08:00:00.000Z' };
let database: CountingDatabase;
let reading: Reading;

/** More of everything than one page has: two programs whose initiatives alternate, and descriptions of 100 kB. */
beforeAll(async () => {
  for (const p of ['p', 'q']) history.charter(p, {}, { at: '2024-01-01T08:00:00.000Z' });
  for (let i = 0; i < INITIATIVES; i++) {
    const program = i % 2 === 0 ? 'p' : 'q';
    const id = uuidFrom('initiative', i);
    history.initiative(
      id,
      program,
      { type: 'InitiativeLaunched', data: { title: `I${i}`, pillar: i % 3 ? 'PROCESS' : 'CULTURE', weight: 1 } },
      at,
    );
    for (const m of ['a', 'b', 'c']) {
      const title = m === 'a' && i < 30 ? `${i} ${'x'.repeat(100_000)}` : m;
      history.initiative(id, program, { type: 'MilestonePlanned', data: { milestoneId: m, title, due: '2024-03-01', weight: 1 } }, at);
    }
  }
  database = await databaseOf(history.events);
  reading = new Readings(database, () => NOW).live;
});
afterAll(() => database.close());

const idsOf = (events: readonly { readonly id: string }[]): readonly string[] => events.map(({ id }) => id);
const inProgram = (id: string) => history.events.filter(({ metadata }) => metadata.programId === id);

describe('a walk', () => {
  it('over initiatives sees each once, however few pass the filter', async () => {
    const all = await walkedAll((key) => reading.feeds.initiatives({}, key));
    expect(idsOf(all)).toEqual(Array.from({ length: INITIATIVES }, (_, i) => uuidFrom('initiative', i)).toSorted());
    const some = await walkedAll((key) => reading.feeds.initiatives({ among: ['q'], pillars: ['CULTURE'] }, key));
    expect(some.map(({ title }) => title).toSorted()).toEqual(
      all
        .filter(({ title }) => Number(title.slice(1)) % 6 === 3)
        .map(({ title }) => title)
        .toSorted(),
    );
    expect(await walkedAll((key) => reading.feeds.initiatives({ pillars: [] }, key))).toEqual([]);
  });

  it('over events is the log, and goes on after any of them', async () => {
    expect(idsOf(await walkedAll((key) => reading.feeds.events({}, key)))).toEqual(idsOf(history.events));
    expect(idsOf(await walkedAll((key) => reading.feeds.events({ among: ['q'] }, key)))).toEqual(idsOf(inProgram('q')));
    const from = await reading.feeds.after(history.events[700]!.id, undefined);
    expect(idsOf(await walkedAll((key) => reading.feeds.events({}, key ?? from)))).toEqual(idsOf(history.events.slice(701)));
    await expect(reading.feeds.after(inProgram('q')[5]!.id, ['p'])).rejects.toMatchObject({ code: 'STALE_POSITION' });
  });

  it('over the history of a program is that of the program', async () => {
    expect(idsOf(await walkedAll((key) => reading.feeds.history('p', {}, key)))).toEqual(idsOf(inProgram('p')));
    const planned = await walkedAll((key) => reading.feeds.history('p', { types: ['MilestonePlanned'] }, key));
    expect(idsOf(planned)).toEqual(idsOf(inProgram('p').filter(({ type }) => type === 'MilestonePlanned')));
  });

  it('reads a megabyte of events at once, and no more', async () => {
    const { rows, next } = await reading.feeds.events({});
    const bytes = rows.reduce((sum, { json }) => sum + json.data.length, 0);
    expect(next).toBeDefined();
    expect(bytes).toBeGreaterThan(900_000);
    expect(bytes).toBeLessThanOrEqual(1_048_576);
  });
});
