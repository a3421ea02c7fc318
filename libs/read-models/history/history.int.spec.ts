import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import type { ProgramEvent } from '#domain/program/events.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { cursorOf } from '../paging/cursor.js';
import { Readings, type Reading } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { threePhases } from '../testing/charter.js';
import { WrittenHistory } from '../testing/written-history.js';
import { canonicalOf } from './canonical.js';
import type { EitherWay } from '../paging/page.js';
import type { HistoryFilter } from './history.js';
import { initiativesNamedIn, programsNamedIn, summaryOf } from './summary.js';
import { summaryNames } from './summary-names.js';

const NOW = '2024-06-01T00:00:00.000Z';
let database: CountingDatabase;
let reading: Reading;
const history = new WrittenHistory();
const day = (date: string, actor = 'ana'): { at: string; actor: string } => ({ at: `${date}T08:00:00.000Z`, actor });

/** The last event was recorded last but became known first, as in an import. Two events have the same instant. */
beforeAll(async () => {
  const of = { milestoneId: 'm' };
  history.charter('p', {}, day('2024-01-01'));
  history.initiative('i', 'p', { type: 'InitiativeLaunched', data: { title: 'Desk', pillar: 'PROCESS', weight: 1 } }, day('2024-01-02'));
  history.initiative(
    'i',
    'p',
    { type: 'MilestonePlanned', data: { ...of, title: 'Catalogue', due: '2024-03-01', weight: 1 } },
    day('2024-01-03'),
  );
  history.initiative(
    'i',
    'p',
    { type: 'MilestonePlanned', data: { milestoneId: 'n', title: 'Training', due: '2024-03-01', weight: 1 } },
    day('2024-01-03'),
  );
  const changes = [{ ...of, from: '2024-03-01', to: '2024-04-01' }];
  history.initiative('i', 'p', { type: 'RebaselineProposed', data: { rebaselineId: 'r1', reason: 'slip', changes } }, day('2024-02-01'));
  history.initiative('i', 'p', { type: 'RebaselineRejected', data: { rebaselineId: 'r1', reason: 'no' } }, day('2024-02-02', 'bo'));
  history.initiative(
    'i',
    'p',
    { type: 'RebaselineProposed', data: { rebaselineId: 'r2', reason: 'slip', changes: [{ ...changes[0]!, milestoneId: 'n' }] } },
    day('2024-02-03'),
  );
  history.initiative('i', 'p', { type: 'RebaselineRejected', data: { rebaselineId: 'r2', reason: 'no' } }, day('2024-02-04', 'bo'));
  history.initiative('i', 'p', { type: 'RebaselineProposed', data: { rebaselineId: 'r3', reason: 'slip', changes } }, day('2024-02-05'));
  history.initiative('i', 'p', { type: 'RebaselineApproved', data: { rebaselineId: 'r3', changes } }, day('2024-02-06', 'bo'));
  const data = {
    milestoneId: 'n',
    from: '2024-03-01',
    forecast: '2024-03-09',
    reasonCode: 'DEPENDENCY',
    reason: 'waits',
    blockedBy: { initiativeId: 'i', milestoneId: 'm' },
  } as const;
  history.initiative('i', 'p', { type: 'MilestoneRescheduled', data }, day('2024-02-07'));
  history.charter('q', {}, day('2024-01-01'));
  history.initiative(
    'j',
    'p',
    { type: 'InitiativeLaunched', data: { title: 'Old', pillar: 'CULTURE', weight: 1 } },
    { ...day('2023-12-01'), recordedAt: '2024-05-01T00:00:00.000Z' },
  );
  database = await databaseOf(history.events);
  reading = new Readings(database, () => NOW).live;
});
afterAll(() => database.close());

const places = async (filter: Omit<HistoryFilter, 'programId'>, of = reading): Promise<readonly number[]> =>
  (await of.history.page({ programId: 'p', ...filter }, { first: 100 })).edges.map(({ node }) => +node.position);

describe('history', () => {
  it('is listed by when it became known, then by position', async () => {
    expect(await places({})).toEqual([12, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('can be read from its end', async () => {
    const last = await reading.history.page({ programId: 'p' }, { last: 2 });
    expect(last.edges.map(({ node }) => +node.position)).toEqual([9, 10]);
    const before = await reading.history.page({ programId: 'p' }, { last: 3, before: last.edges[0]!.cursor });
    expect(before.edges.map(({ node }) => +node.position)).toEqual([6, 7, 8]);
    expect([before.hasPreviousPage, before.hasNextPage, await before.totalCount()]).toEqual([true, true, 12]);
  });

  it('of all programs is listed as it was recorded, from either end, for whoever may see them', async () => {
    const all = async (filter: HistoryFilter, paging: EitherWay = { first: 100 }) =>
      (await reading.history.page(filter, paging)).edges.map(({ node }) => +node.position);
    expect(await all({})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect([await all({ descending: true }, { first: 2 }), await all({ descending: true }, { last: 2 })]).toEqual([
      [12, 11],
      [1, 0],
    ]);
    expect([await all({ among: ['q'] }), await all({ programs: ['q', 'r'] }), await all({ programs: [] })]).toEqual([[11], [11], []]);
    expect(await all({ among: ['q', ...Array.from({ length: 30 }, (_, i) => `r${i}`)] })).toEqual([11]);
    expect([await all({ among: ['q'], programs: ['p'] }), await all({ initiatives: ['j', 'none'] })]).toEqual([[], [12]]);
    expect(await all({ actors: ['bo', 'eve'], types: ['RebaselineApproved'] })).toEqual([9]);
    const { edges } = await reading.history.page({ descending: true }, { first: 1 });
    expect(await all({ descending: true }, { first: 2, after: edges[0]!.cursor })).toEqual([11, 10]);
    await expect(all({}, { after: cursorOf('history of all', ['9', history.events[3]!.id]) })).rejects.toMatchObject({
      code: 'STALE_POSITION',
    });
  });

  it('does not go on from a place in another store: other positions, beyond the last one, or of another event at the same', async () => {
    const cursor = (occurredAt: string, position: string, id: string) => cursorOf('history', [occurredAt, position, id]);
    const { position, id, metadata } = history.events[3]!;
    const { occurredAt } = metadata;
    expect((await reading.history.page({ programId: 'p' }, { after: cursor(occurredAt, position, id) })).edges).not.toEqual([]);
    for (const stale of [
      cursor(occurredAt, '00000000000000000123:00000000000000000123', id),
      cursor(occurredAt, history.events[4]!.position, id),
      cursor('2030-01-01T00:00:00.000Z', '9'.repeat(position.length), id),
      cursor(occurredAt, position, history.events[4]!.id),
    ]) {
      await expect(reading.history.page({ programId: 'p' }, { after: stale })).rejects.toMatchObject({ code: 'STALE_POSITION' });
      await expect(reading.history.page({ programId: 'p' }, { last: 2, before: stale })).rejects.toMatchObject({ code: 'STALE_POSITION' });
    }
  });

  it('is found by actor, type, initiative and time', async () => {
    expect(await places({ actors: ['bo'] })).toEqual([5, 7, 9]);
    expect(await places({ types: ['InitiativeLaunched', 'RebaselineApproved'] })).toEqual([12, 1, 9]);
    expect(await places({ types: [] })).toEqual([]);
    await expect(places({ types: ['InitiativeLaunched', 'nonsense'] })).rejects.toMatchObject({
      code: 'EVENT_TYPE_UNKNOWN',
      message: expect.stringContaining('nonsense') as unknown,
    });
    expect(await places({ initiativeId: 'j' })).toEqual([12]);
    expect(await places({ from: '2024-02-04T08:00:00.000Z', to: '2024-02-05T08:00:00.000Z' })).toEqual([7, 8]);
  });

  it('that became known long ago is found by when it was recorded', async () => {
    expect(await places({ recordedFrom: '2024-02-07T00:00:00.000Z' })).toEqual([12, 10]);
    expect(await places({ recordedFrom: '2024-01-02T08:00:00.000Z', recordedTo: '2024-01-03T08:00:00.000Z' })).toEqual([1, 2, 3]);
  });

  it('of a milestone has the re-baselines that list it, also the rejected ones, and none where it is only named', async () => {
    expect(await places({ milestoneId: 'm' })).toEqual([2, 4, 5, 8, 9]);
    expect(await places({ milestoneId: 'n', initiativeId: 'i' })).toEqual([3, 6, 7, 10]);
    expect(await places({ milestoneId: 'm', types: ['RebaselineRejected'] })).toEqual([5]);
    expect(await places({ milestoneId: '%' })).toEqual([]);
  });

  it('at a cut ends before what was not known, or not recorded', async () => {
    const readings = new Readings(database, () => NOW);
    expect(await places({}, await readings.at({ asOf: '2024-01-02T12:00:00Z' }))).toEqual([12, 0, 1]);
    expect(await places({}, await readings.at({ asRecordedAt: '2024-01-03T12:00:00Z' }))).toEqual([0, 1, 2, 3]);
  });

  it('has fewer entries on a page where they are large, and says that there are more; one is a page in any case', async () => {
    const large = new WrittenHistory();
    large.charter('p', {}, day('2024-01-01'));
    large.initiative('i', 'p', { type: 'InitiativeLaunched', data: { title: 'Desk', pillar: 'PROCESS', weight: 1 } }, day('2024-01-02'));
    const propose = (n: number, length: number): unknown =>
      large.initiative(
        'i',
        'p',
        { type: 'RebaselineProposed', data: { rebaselineId: `r${n}`, reason: 'x'.repeat(length), changes: [] } },
        day(`2024-02-0${n}`),
      );
    for (let n = 1; n <= 5; n++) propose(n, 900_000);
    propose(6, 3_000_000);
    const others = await databaseOf(large.events);
    try {
      const { history: of } = new Readings(others, () => NOW).live;
      const page = async (paging: Parameters<typeof of.page>[1]): Promise<unknown> => {
        const { edges, hasNextPage, hasPreviousPage, totalCount } = await of.page({ programId: 'p' }, paging);
        expect(await totalCount()).toBe(8);
        return [hasPreviousPage, edges.map(({ node }) => +node.position).join(' '), hasNextPage];
      };
      const { edges } = await of.page({ programId: 'p' }, { first: 100 });
      const end = edges.at(-1)!.cursor;
      expect(await page({ first: 100 })).toEqual([false, '0 1 2 3', true]);
      expect(await page({ first: 2 })).toEqual([false, '0 1', true]);
      expect(await page({ first: 100, after: end })).toEqual([true, '4 5', true]);
      expect(await page({ last: 100 })).toEqual([true, '7', false]);
      expect(await page({ before: end, last: 100 })).toEqual([false, '0 1 2', true]);
    } finally {
      await others.close();
    }
  });

  it('has each event by its id, with the canonical text that proofs hash', async () => {
    const event = history.events[10]!;
    const found = (await reading.history.byIds([event.id, 'none'])).get(event.id)!;
    const { stream, revision, id, type, data, metadata } = event;
    expect(found).toEqual(event);
    expect(canonicalOf(found)).toBe(canonicalJson({ stream, revision, id, type, data, metadata }));
    expect(canonicalOf({ ...found, json: undefined } as unknown as typeof found)).toBe(canonicalOf(found));
  });

  it('is told with the names of people, initiatives and milestones, looked up in one statement', async () => {
    const before = database.statements();
    const initiatives = await reading.initiatives.byIds(initiativesNamedIn(history.events));
    const names = summaryNames(new Map([['sponsor', '王芳']]), new Map(), initiatives);
    expect(database.statements() - before).toBe(1);
    expect(summaryOf(history.events[0]!, 'zh-CN', names)).toBe('立项“p”，自 2024-01-01 起，发起人：王芳。');
    expect(summaryOf(history.events[10]!, 'en', names)).toBe(
      'Milestone “Training” of “Desk” was rescheduled from 2024-03-01 to 2024-03-09 (dependency): waits.',
    );
    expect(summaryOf(history.events[9]!, 'en', names)).toBe('The re-baseline of 1 milestone of “Desk” was approved.');
  });
});

describe('summaries, also at a cut', () => {
  const told = new WrittenHistory();
  const milestone = { milestoneId: 'm' };
  let retitled: CountingDatabase;

  beforeAll(async () => {
    told.charter('p', { name: 'First' }, day('2024-01-01'));
    const program = (fact: ProgramEvent, date: string) => told.program('p', fact, day(date));
    const initiative = (fact: InitiativeEvent, date: string) => told.initiative('i', 'p', fact, day(date));
    program({ type: 'ProgramRenamed', data: { name: 'Second' } }, '2024-01-02');
    program({ type: 'ProgramRenamed', data: { name: 'Third' } }, '2024-01-02');
    initiative({ type: 'InitiativeLaunched', data: { title: 'Desk', pillar: 'PROCESS', weight: 1 } }, '2024-01-03');
    initiative({ type: 'MilestonePlanned', data: { ...milestone, title: 'Draft', due: '2024-03-01', weight: 1 } }, '2024-01-03');
    initiative({ type: 'InitiativeRetitled', data: { title: 'Service desk' } }, '2024-01-04');
    initiative({ type: 'MilestoneRetitled', data: { ...milestone, title: 'Catalogue' } }, '2024-01-04');
    initiative({ type: 'MilestoneAchieved', data: { ...milestone, on: '2024-01-05' } }, '2024-01-05');
    initiative({ type: 'MilestoneRetitled', data: { ...milestone, title: 'Catalogue 2.0' } }, '2024-01-06');
    initiative({ type: 'InitiativeCompleted', data: {} }, '2024-01-07');
    program({ type: 'PhaseEntered', data: { phase: threePhases('2024-01-01')[1]!.key, on: '2024-01-08' } }, '2024-01-08');
    const renamed = threePhases('2024-01-01').map((phase) => ({ ...phase, name: `New ${phase.name}` }));
    program({ type: 'PhasePlanRevised', data: { phases: renamed, reason: 'so' } }, '2024-01-08');
    retitled = await databaseOf(told.events);
  });
  afterAll(() => retitled.close());

  it.each([['2024-06-01'], ['2024-01-09']])('call everything what it was called right before each event (%s)', async (asOf) => {
    const at = await new Readings(retitled, () => NOW).at({ asOf: `${asOf}T00:00:00.000Z` });
    const names = summaryNames(
      new Map(),
      await at.programs.byIds(programsNamedIn(told.events)),
      await at.initiatives.byIds(initiativesNamedIn(told.events)),
    );
    expect(told.events.slice(1).map((event) => summaryOf(event, 'en', names))).toEqual([
      'Program “First” was renamed “Second”.',
      'Program “Second” was renamed “Third”.',
      'Initiative “Desk” was launched under process.',
      'Milestone “Draft” of “Desk” was planned for 2024-03-01.',
      'Initiative “Desk” was retitled “Service desk”.',
      'Milestone “Draft” of “Service desk” was retitled “Catalogue”.',
      'Milestone “Catalogue” of “Service desk” was achieved on 2024-01-05.',
      'Milestone “Catalogue” of “Service desk” was retitled “Catalogue 2.0”.',
      'Initiative “Service desk” was completed.',
      `Phase “${threePhases('2024-01-01')[1]!.name}” was entered on 2024-01-08.`,
      'The phase plan was revised (3 phases): so.',
    ]);
  });
});
