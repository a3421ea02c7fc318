import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Balance } from '#domain/balance/balance.js';
import { Readings, type Reading } from '../readings.js';
import { aPolicy } from '#testing/domain/policy.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { WrittenHistory } from '../testing/written-history.js';
import type { ProgramFilter, ProgramOrderField } from './programs.js';

let database: CountingDatabase;
let reading: Reading;
const day = (date: string): { at: string } => ({ at: `${date}T08:00:00.000Z` });

const evaluated = (history: WrittenHistory, program: string, on: string, t: number, d: number): string =>
  history.evaluation(
    program,
    {
      type: 'BalanceEvaluated',
      data: {
        on,
        balance: { t, d } as Balance,
        signals: [],
        milestones: { planned: 0, overdue: 0, achieved: 0, descoped: 0 },
        policy: aPolicy(),
        rule: 1,
      },
    },
    day(on),
  ).id;

const flagged = (history: WrittenHistory, program: string, evaluationId: string, nth: number): void => {
  const data = {
    episodeId: `${program}-${nth}`,
    kind: 'LATE',
    pillar: null,
    evaluationId,
    on: '2024-02-01',
    evidence: [evaluationId],
  } as const;
  history.drift(program, { type: 'DriftFlagged', data: { ...data, policy: aPolicy() } }, day('2024-02-01'));
};

/**
 * a: two open episodes · b: never evaluated · c: its latest T differs from its first · d: closed, with an open episode · e: the same T as
 * a.
 */
beforeAll(async () => {
  const history = new WrittenHistory();
  for (const [id, startsOn] of [
    ['b', '2024-01-02'],
    ['a', '2024-01-03'],
    ['c', '2024-01-01'],
    ['d', '2024-01-04'],
    ['e', '2024-01-05'],
  ] as const)
    history.charter(id, { startsOn, name: `name ${'edcba'['abcde'.indexOf(id)]}` }, day(startsOn));
  const a = evaluated(history, 'a', '2024-01-20', 0.5, 0.1);
  flagged(history, 'a', a, 1);
  flagged(history, 'a', a, 2);
  evaluated(history, 'c', '2024-01-13', 0.9, 0.9);
  evaluated(history, 'c', '2024-01-20', 0.2, 0.3);
  flagged(history, 'd', evaluated(history, 'd', '2024-01-20', 0, 0), 1);
  evaluated(history, 'e', '2024-01-20', 0.5, 0.2);
  history.program('d', { type: 'ProgramClosed', data: { reason: 'over' } }, day('2024-03-01'));
  history.program('c', { type: 'PhaseEntered', data: { phase: 'build', on: '2024-03-01' } }, day('2024-03-01'));
  database = await databaseOf(history.events);
  reading = new Readings(database, () => '2024-06-01T00:00:00.000Z').live;
});
afterAll(() => database.close());

const ids = async (filter: ProgramFilter): Promise<string> => {
  const seen: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await reading.programs.page(filter, { first: 2, after });
    seen.push(...page.edges.map(({ node }) => node.id));
    after = page.edges.at(-1)?.cursor;
    more = page.hasNextPage;
  }
  return seen.join('');
};

describe('programs', () => {
  it('are listed oldest charter first', async () => {
    expect(await ids({})).toBe('cbade');
  });

  it.each<[ProgramOrderField, string, string]>([
    ['NAME', 'edcba', 'abcde'],
    ['STARTS_ON', 'cbade', 'edabc'],
    ['NEXT_GATE', 'badec', 'cedab'],
    ['T', 'dcaeb', 'aecdb'],
    ['D', 'daecb', 'ceadb'],
    ['OPEN_DRIFT', 'bcdea', 'abcde'],
  ])('are ordered by %s, ties by id, those without a value last', async (field, ascending, descending) => {
    expect(await ids({ orderBy: { field, direction: 'ASC' } })).toBe(ascending);
    expect(await ids({ orderBy: { field, direction: 'DESC' } })).toBe(descending);
  });

  it('mean by a date that of the zone that most of them have', async () => {
    const zoneOf = async (...zones: readonly string[]): Promise<string> => {
      const history = new WrittenHistory();
      for (const [i, timeZone] of zones.entries()) history.charter(`p${i}`, { timeZone }, day('2024-01-01'));
      const own = await databaseOf(history.events);
      const zone = await new Readings(own).live.programs.usualZone();
      await own.close();
      return zone;
    };
    expect(await zoneOf()).toBe('UTC');
    expect(await zoneOf('America/Lima', 'Asia/Shanghai', 'Asia/Shanghai')).toBe('Asia/Shanghai');
    expect(await zoneOf('Europe/Rome', 'America/Lima')).toBe('America/Lima');
  });

  it('are told apart by status and open drift; the episodes of a closed one do not count', async () => {
    expect(await ids({ status: 'CLOSED' })).toBe('d');
    expect(await ids({ hasOpenDrift: true })).toBe('a');
    expect(await ids({ hasOpenDrift: false })).toBe('cbde');
    expect(await reading.drift.openCounts(['a', 'b', 'd'])).toEqual(
      new Map([
        ['a', 2],
        ['b', 0],
        ['d', 0],
      ]),
    );
  });

  it('do not take the cursor of another order', async () => {
    const { edges } = await reading.programs.page({ orderBy: { field: 'T', direction: 'ASC' } }, { first: 1 });
    await expect(reading.programs.page({ orderBy: { field: 'T', direction: 'DESC' } }, { after: edges[0]!.cursor })).rejects.toMatchObject({
      code: 'BAD_CURSOR',
    });
  });

  it('have their last evaluation, all in two statements', async () => {
    const before = database.statements();
    const last = await reading.evaluations.lastOf(['a', 'b', 'c']);
    expect([...last].map(([id, { on, balance }]) => [id, on, balance.t])).toEqual(
      expect.arrayContaining([
        ['a', '2024-01-20', 0.5],
        ['c', '2024-01-20', 0.2],
      ]),
    );
    expect(last.size).toBe(2);
    expect(database.statements() - before).toBe(2);
  });

  it('as of an instant are those known then, ordered by what was known then', async () => {
    const then = await new Readings(database, () => '2024-06-01T00:00:00.000Z').at({ asOf: '2024-01-15T00:00:00Z' });
    const page = await then.programs.page({ orderBy: { field: 'T', direction: 'DESC' } }, {});
    expect(page.edges.map(({ node }) => node.id).join('')).toBe('cabde');
    expect(await page.totalCount()).toBe(5);
    expect((await then.programs.byIds(['d'])).get('d')!.status).toBe('ACTIVE');
  });
});
