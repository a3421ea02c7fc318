import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Balance } from '#domain/balance/balance.js';
import type { ProgramState } from '#domain/program/state.js';
import { Readings, type Reading } from '../readings.js';
import { aPolicy } from '#testing/domain/policy.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { WrittenHistory } from '../testing/written-history.js';
import type { EvaluationFilter } from '../evaluations/evaluations.js';
import type { EitherWay } from '../paging/page.js';
import type { DriftFilter } from './drift.js';
import { episodeState, leftOpen, policyNow } from './drift-episode.js';

const NOW = '2024-06-01T00:00:00.000Z';
let database: CountingDatabase;
let reading: Reading;
const evaluations: string[] = [];
const day = (date: string): { at: string } => ({ at: `${date}T08:00:00.000Z` });
const milder = aPolicy({ lambda: 0.2 });

/** Smoothed signals BEHIND (culture) and LATE by week; culture's episode opens in the third week and closes in the sixth. */
const behind = [0.99, 0.5, 0.6, 0.9, 0.08, 0.05, 0.95];
const late = [0.4, 0.5, 0.3, 0.2, 0.2, 0.1, 0.6];
const SUNDAYS = ['2024-01-07', '2024-01-14', '2024-01-21', '2024-01-28', '2024-02-04', '2024-02-11', '2024-02-18'];

beforeAll(async () => {
  const history = new WrittenHistory();
  history.charter('p', {}, day('2024-01-01'));
  SUNDAYS.forEach((on, i) => {
    const reading = (kind: 'BEHIND' | 'LATE', pillar: 'CULTURE' | null, smoothed: number) =>
      ({ kind, pillar, value: smoothed, smoothed, count: 0, bound: 1, decision: null }) as const;
    const data = {
      on,
      balance: { t: 1, d: 1 } as Balance,
      signals: [reading('BEHIND', 'CULTURE', behind[i]!), reading('LATE', null, late[i]!)],
      milestones: { planned: 0, overdue: 0, achieved: 0, descoped: 0 },
      policy: aPolicy(),
      rule: 1,
    };
    evaluations.push(history.evaluation('p', { type: 'BalanceEvaluated', data }, day(on)).id);
  });
  const decided = (nth: number, policy = aPolicy()) => ({
    evaluationId: evaluations[nth]!,
    on: SUNDAYS[nth]!,
    evidence: evaluations.slice(nth - 1, nth + 1),
    policy,
  });
  history.drift('p', { type: 'DriftFlagged', data: { episodeId: 'l', kind: 'LATE', pillar: null, ...decided(1) } }, day(SUNDAYS[1]!));
  history.drift(
    'p',
    { type: 'DriftFlagged', data: { episodeId: 'c', kind: 'BEHIND', pillar: 'CULTURE', ...decided(2) } },
    day(SUNDAYS[2]!),
  );
  history.drift(
    'p',
    { type: 'DriftAcknowledged', data: { episodeId: 'c', note: 'seen', correctiveInitiativeId: 'i' } },
    { ...day('2024-01-25'), actor: 'lead' },
  );
  history.drift(
    'p',
    { type: 'DriftCleared', data: { episodeId: 'c', kind: 'BEHIND', pillar: 'CULTURE', ...decided(5, milder) } },
    day(SUNDAYS[5]!),
  );
  database = await databaseOf(history.events);
  reading = new Readings(database, () => NOW).live;
});
afterAll(() => database.close());

const ids = async (filter: DriftFilter): Promise<string> =>
  (await reading.drift.page({ programs: ['p'], ...filter }, null, {})).edges.map(({ node }) => node.id).join('');

describe('drift episodes', () => {
  it('are listed as they opened, and found by state, kind and pillar', async () => {
    expect(await ids({})).toBe('lc');
    expect(await ids({ states: ['OPEN'] })).toBe('l');
    expect(await ids({ states: ['CLOSED'] })).toBe('c');
    expect(await ids({ kinds: ['BEHIND'] })).toBe('c');
    expect(await ids({ pillars: ['CULTURE'] })).toBe('c');
    expect(await ids({ pillars: ['PROCESS'] })).toBe('');
  });

  it('are found among programs, by lists, dates and their acknowledgement', async () => {
    expect([await ids({ programs: ['p', 'q'] }), await ids({ programs: [] }), await ids({ among: ['q'] })]).toEqual(['lc', '', '']);
    expect([await ids({ states: [] }), await ids({ states: ['OPEN', 'CLOSED'] }), await ids({ kinds: [] })]).toEqual(['', 'lc', '']);
    expect([await ids({ acknowledged: true }), await ids({ acknowledged: false })]).toEqual(['c', 'l']);
    expect([await ids({ opened: { from: SUNDAYS[2] } }), await ids({ opened: { to: SUNDAYS[1] } })]).toEqual(['c', 'l']);
    expect([await ids({ closed: { from: SUNDAYS[5] } }), await ids({ closed: { from: SUNDAYS[6] } })]).toEqual(['c', '']);
  });

  it('are ordered by their opening or close, open ones last, and read from either end', async () => {
    const ordered = async (field: 'OPENED' | 'CLOSED', direction: 'ASC' | 'DESC', paging: EitherWay = {}) =>
      (await reading.drift.page({}, { field, direction }, paging)).edges.map(({ node }) => node.id).join('');
    expect([await ordered('OPENED', 'ASC'), await ordered('OPENED', 'DESC')]).toEqual(['lc', 'cl']);
    expect([await ordered('CLOSED', 'ASC'), await ordered('CLOSED', 'DESC')]).toEqual(['cl', 'cl']);
    expect([await ordered('CLOSED', 'ASC', { last: 1 }), await ordered('OPENED', 'DESC', { first: 1 })]).toEqual(['l', 'c']);
  });

  it('are found by their ids as of an instant, without their program having been asked for', async () => {
    const then = await new Readings(database, () => NOW).at({ asOf: '2024-01-24T00:00:00.000Z' });
    const found = await then.drift.byIds(['c', 'none']);
    expect([...found].map(([id, episode]) => [id, episodeState(episode), episode.acknowledgedBy])).toEqual([['c', 'OPEN', undefined]]);
    const earlier = await new Readings(database, () => NOW).at({ asOf: '2024-01-15T00:00:00.000Z' });
    expect([...(await earlier.drift.byIds(['l', 'c'])).keys()]).toEqual(['l']);
    expect([...(await earlier.evaluations.byIds(evaluations)).keys()]).toEqual(evaluations.slice(0, 2));
  });

  it('hold who acknowledged them, and the evaluations that opened and closed them', async () => {
    const episode = (await reading.drift.byIds(['c'])).get('c')!;
    expect(episode).toMatchObject({
      acknowledgedBy: 'lead',
      acknowledgement: 'seen',
      correctiveInitiativeId: 'i',
      openedOn: SUNDAYS[2],
      closedOn: SUNDAYS[5],
    });
    expect(episode.evidence).toEqual([1, 2, 4, 5].map((nth) => evaluations[nth]));
    expect(episodeState(episode)).toBe('CLOSED');
    expect([...(await reading.evaluations.byIds(episode.evidence)).values()].map(({ on }) => on)).toEqual(
      [1, 2, 4, 5].map((nth) => SUNDAYS[nth]),
    );
  });

  it('peak between their first evidence and their close, or now', async () => {
    const before = database.statements();
    const { edges } = await reading.drift.page({ programs: ['p'] }, null, {});
    expect(await reading.drift.peaks(edges.map(({ node }) => node))).toEqual(
      new Map([
        ['c', 0.9],
        ['l', 0.6],
      ]),
    );
    expect(database.statements() - before).toBe(3);
  });

  it('peak, as of an instant, among what was evaluated then', async () => {
    const then = await new Readings(database, () => NOW).at({ asOf: '2024-01-25T12:00:00Z' });
    const { edges } = await then.drift.page({ programs: ['p'], kinds: ['BEHIND'] }, null, {});
    expect(edges.map(({ node }) => [episodeState(node), node.evidence.length])).toEqual([['OPEN', 2]]);
    expect(await then.drift.peaks(edges.map(({ node }) => node))).toEqual(new Map([['c', 0.6]]));
  });

  it('show beside them the policy of their close, or that of today', async () => {
    const [late, culture] = ['l', 'c'].map(async (id) => (await reading.drift.byIds([id])).get(id)!);
    const program = (await reading.programs.byIds(['p'])).get('p')!;
    const closed: ProgramState = { ...program, status: 'CLOSED', policies: [...program.policies, { since: '2024-05-01', value: milder }] };
    expect(policyNow(await late!, program)).toEqual(aPolicy());
    expect(policyNow(await late!, closed)).toEqual(milder);
    expect(policyNow(await culture!, program)).toEqual(milder);
    expect([leftOpen(await late!, closed), leftOpen(await late!, program), leftOpen(await culture!, closed)]).toEqual([true, false, false]);
  });
});

describe('evaluations', () => {
  it('are listed by date within a range', async () => {
    const page = await reading.evaluations.page({ programs: ['p'], on: { from: SUNDAYS[1]!, to: SUNDAYS[3]! } }, null, { first: 2 });
    expect(page.edges.map(({ node }) => node.on)).toEqual(SUNDAYS.slice(1, 3));
    expect([page.hasNextPage, await page.totalCount()]).toEqual([true, 3]);
  });

  it('are found among programs and by their balance, latest first if asked', async () => {
    const dates = async (filter: EvaluationFilter, paging: EitherWay = {}) =>
      (await reading.evaluations.page(filter, { field: 'DATE', direction: 'DESC' }, paging)).edges.map(({ node }) => node.on);
    expect(await dates({}, { first: 2 })).toEqual(SUNDAYS.slice(-2).toReversed());
    expect(await dates({}, { last: 2 })).toEqual(SUNDAYS.slice(0, 2).toReversed());
    expect([await dates({ among: ['q'] }), await dates({ programs: [] }), await dates({ d: { atMost: 0.5 } })]).toEqual([[], [], []]);
    expect([(await dates({ d: { atLeast: 0.5 }, t: { atMost: 1 } })).length, (await dates({ programs: ['p'] })).length]).toEqual([7, 7]);
  });
});
