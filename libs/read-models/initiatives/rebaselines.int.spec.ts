import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EitherWay } from '../paging/page.js';
import { Readings, type Reading } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { WrittenHistory } from '../testing/written-history.js';
import type { RebaselineFilter, RebaselineOrder } from './rebaselines.js';

const NOW = '2024-06-01T00:00:00.000Z';
const day = (date: string, actor = 'ana'): { at: string; actor: string } => ({ at: `${date}T08:00:00.000Z`, actor });
let database: CountingDatabase;
let reading: Reading;

/** In program p: r1 rejected by bo, r2 pending; in program q: r3 approved by cy before r2 was proposed. */
beforeAll(async () => {
  const history = new WrittenHistory();
  const changes = [{ milestoneId: 'm', from: '2024-03-01', to: '2024-04-01' }];
  for (const [program, initiative, pillar] of [
    ['p', 'i', 'PROCESS'],
    ['q', 'j', 'CULTURE'],
  ] as const) {
    history.charter(program, {}, day('2024-01-01'));
    history.initiative(initiative, program, { type: 'InitiativeLaunched', data: { title: 't', pillar, weight: 1 } }, day('2024-01-02'));
    const data = { milestoneId: 'm', title: 'm', due: '2024-03-01', weight: 1 };
    history.initiative(initiative, program, { type: 'MilestonePlanned', data }, day('2024-01-02'));
  }
  const proposed = (rebaselineId: string) => ({ type: 'RebaselineProposed', data: { rebaselineId, reason: 'x', changes } }) as const;
  history.initiative('i', 'p', proposed('r1'), day('2024-02-01'));
  history.initiative('i', 'p', { type: 'RebaselineRejected', data: { rebaselineId: 'r1', reason: 'no' } }, day('2024-02-09', 'bo'));
  history.initiative('j', 'q', proposed('r3'), day('2024-02-02', 'dan'));
  history.initiative('j', 'q', { type: 'RebaselineApproved', data: { rebaselineId: 'r3', changes } }, day('2024-02-03', 'cy'));
  history.initiative('i', 'p', proposed('r2'), day('2024-02-10'));
  database = await databaseOf(history.events);
  reading = new Readings(database, () => NOW).live;
});
afterAll(() => database.close());

const ids = async (filter: RebaselineFilter, order?: RebaselineOrder, paging: EitherWay = {}): Promise<string> =>
  (await reading.rebaselines.page(filter, order, paging)).edges.map(({ node }) => node.rebaseline.id).join(' ');

describe('re-baselines', () => {
  it('of all programs are listed as they were proposed, each with its initiative', async () => {
    const page = await reading.rebaselines.page({}, null, { first: 2 });
    expect(page.edges.map(({ node }) => [node.initiative.id, node.rebaseline.id, node.rebaseline.state])).toEqual([
      ['i', 'r1', 'REJECTED'],
      ['j', 'r3', 'APPROVED'],
    ]);
    expect([page.hasNextPage, await page.totalCount()]).toEqual([true, 3]);
    expect(await ids({}, undefined, { after: page.edges[1]!.cursor })).toBe('r2');
  });

  it('are found by lists and ranges', async () => {
    expect([await ids({ programs: ['p'] }), await ids({ among: ['q'] }), await ids({ programs: [] })]).toEqual(['r1 r2', 'r3', '']);
    expect([await ids({ states: ['PENDING', 'APPROVED'] }), await ids({ pillars: ['CULTURE'] })]).toEqual(['r3 r2', 'r3']);
    expect([await ids({ initiatives: ['i'] }), await ids({ proposers: ['dan'] }), await ids({ deciders: ['bo', 'cy'] })]).toEqual([
      'r1 r2',
      'r3',
      'r1 r3',
    ]);
    expect(await ids({ proposed: { from: '2024-02-02T00:00:00.000Z', to: '2024-02-03T00:00:00.000Z' } })).toBe('r3');
    expect(await ids({ decided: { from: '2024-02-04T00:00:00.000Z' } })).toBe('r1');
  });

  it('are ordered by proposal or decision, those undecided last', async () => {
    expect(await ids({}, { field: 'PROPOSED', direction: 'DESC' })).toBe('r2 r3 r1');
    expect(await ids({}, { field: 'DECIDED', direction: 'ASC' })).toBe('r3 r1 r2');
    expect(await ids({}, { field: 'DECIDED', direction: 'DESC' })).toBe('r1 r3 r2');
    expect(await ids({}, { field: 'DECIDED', direction: 'ASC' }, { last: 2 })).toBe('r1 r2');
  });

  it('are those of the past at an instant', async () => {
    const then = await new Readings(database, () => NOW).at({ asOf: '2024-02-02T12:00:00.000Z' });
    const page = await then.rebaselines.page({}, null, {});
    expect(page.edges.map(({ node }) => [node.rebaseline.id, node.rebaseline.state])).toEqual([
      ['r1', 'PENDING'],
      ['r3', 'PENDING'],
    ]);
  });
});
