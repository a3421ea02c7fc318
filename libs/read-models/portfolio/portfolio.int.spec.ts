import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#domain/calendar.js';
import { aPolicy } from '#testing/domain/policy.js';
import { Readings, type Reading } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { RandomHistory } from '../testing/random-history.js';
import { WrittenHistory } from '../testing/written-history.js';
import type { PortfolioRow } from './portfolio-row.js';

const NOW = '2024-05-01T20:00:00.000Z';
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

const opened: CountingDatabase[] = [];
const readingOf = async (history: WrittenHistory, now = NOW): Promise<Reading> => {
  const database = await databaseOf(history.events);
  opened.push(database);
  return new Readings(database, () => now).live;
};
afterAll(() => Promise.all(opened.map((database) => database.close())));

describe(`the portfolio of a random history (seed ${seed})`, () => {
  const history = new RandomHistory(seed, 500);
  let reading: Reading;
  beforeAll(async () => {
    reading = await readingOf(history.written);
  });

  it.each(['AS_KNOWN_NOW', 'AS_KNOWN_THEN'] as const)('says %s what each program says by itself', async (perspective) => {
    const ids = await reading.portfolio.programIds({});
    expect(ids.toSorted()).toEqual(history.programIds.toSorted());
    const rows = await reading.portfolio.rows(ids, perspective);
    expect(rows.map(({ programId }) => programId)).toEqual(ids);
    for (const row of rows) expect(row).toEqual(await bySeparateQuestions(row, perspective));
  });

  async function bySeparateQuestions(row: PortfolioRow, perspective: 'AS_KNOWN_NOW' | 'AS_KNOWN_THEN'): Promise<object> {
    const { programId } = row;
    const { program } = (await reading.balances.programWithInitiatives(programId))!;
    const on = reading.today(program.timeZone);
    const balance = await reading.balances.on(programId, on, perspective);
    const weeks = Array.from({ length: 14 }, (_, week) => addDays(on, 7 * (week - 13)));
    const trend = await Promise.all(weeks.map((date) => reading.balances.on(programId, date, perspective)));
    const unowned = await Promise.all(
      (['ACTIVE', 'PAUSED'] as const).map(async (status) =>
        (await reading.initiatives.page({ programs: [programId], statuses: [status], unowned: true }, null, { first: 0 })).totalCount(),
      ),
    );
    const own = history.written.events.filter(
      ({ type, metadata }) => metadata.programId === programId && !['BalanceEvaluated', 'DriftFlagged', 'DriftCleared'].includes(type),
    );
    return {
      programId,
      name: program.name,
      status: program.status,
      on,
      d: balance?.d ?? null,
      t: balance?.t ?? null,
      level: balance?.level ?? null,
      nothingDueYet: balance?.nothingDueYet ?? false,
      weakest: balance?.weakest ?? null,
      standing: balance && balance.pillars.map(({ standing }) => standing),
      behindDays: balance && balance.pillars.map(({ behindDays }) => behindDays),
      trend: trend.map((one) => one?.d ?? null),
      openDrift: (await reading.drift.openCounts([programId])).get(programId),
      nextGate: program.status === 'CLOSED' ? null : row.nextGate,
      overdue: await (await reading.milestones.page({ programs: [programId], states: ['OVERDUE'] }, null, { first: 0 })).totalCount(),
      unowned: unowned[0]! + unowned[1]!,
      lastUpdate: own
        .map(({ metadata }) => metadata.occurredAt)
        .toSorted()
        .at(-1),
    };
  }

  it('over dates is the timeline of each program', async () => {
    const question = { from: '2024-01-03', to: '2024-05-02', every: 'WEEK', perspective: 'AS_KNOWN_THEN' } as const;
    const { dates, programs } = await reading.portfolio.timeline(history.programIds, { ...question, to: '2024-05-02' });
    expect([dates[0], dates.at(-1)]).toEqual(['2024-01-03', '2024-05-01']);
    for (const { programId, d, t, level, standing } of programs) {
      const balances = await Promise.all(dates.map((date) => reading.balances.on(programId, date, 'AS_KNOWN_THEN')));
      expect(d).toEqual(balances.map((balance) => balance?.d ?? null));
      expect(t).toEqual(balances.map((balance) => balance?.t ?? null));
      expect(level).toEqual(balances.map((balance) => balance?.level ?? null));
      expect(standing).toEqual(balances.map((balance) => balance && balance.pillars.map((pillar) => pillar.standing)));
    }
  });

  it('as rows of one program has four pillars for each balance of its timeline', async () => {
    for (const programId of history.programIds) {
      const question = { programId, from: '2024-01-03', to: '2024-05-01', every: 'MONTH', perspective: 'AS_KNOWN_NOW' } as const;
      const balances = await reading.balances.timeline(question);
      const rows = await reading.portfolio.series(question);
      expect(rows.length).toBe(4 * balances.length);
      for (const [i, row] of rows.entries()) {
        const { on, d, level, phaseKey, pillars } = balances[i >> 2]!;
        expect(row).toMatchObject({ programId, on, d, level, phaseKey, ...pillars[i % 4]! });
      }
    }
    expect(
      await reading.portfolio.series({
        programId: 'none',
        from: '2024-01-01',
        to: '2024-02-01',
        every: 'WEEK',
        perspective: 'AS_KNOWN_NOW',
      }),
    ).toEqual([]);
  });
});

describe('the portfolio', () => {
  it('has the programs that are asked for, by status and among ids, oldest charter first', async () => {
    const history = new WrittenHistory();
    for (const [id, at] of [
      ['b', '2024-01-02'],
      ['a', '2024-01-03'],
      ['c', '2024-01-01'],
    ] as const)
      history.charter(id, {}, { at: `${at}T00:00:00.000Z` });
    history.program('a', { type: 'ProgramClosed', data: { reason: 'done' } }, { at: '2024-02-01T00:00:00.000Z' });
    const { portfolio } = await readingOf(history);
    expect(await portfolio.programIds({})).toEqual(['c', 'b', 'a']);
    expect(await portfolio.programIds({ among: ['a', 'c', 'none'] })).toEqual(['c', 'a']);
    expect(await portfolio.programIds({ among: [] })).toEqual([]);
    expect(await portfolio.programIds({ status: 'CLOSED' })).toEqual(['a']);
    const rows = await portfolio.rows(['a', 'none', 'b'], 'AS_KNOWN_NOW');
    expect(rows).toMatchObject([
      { programId: 'a', d: null, standing: null, nextGate: null, lastUpdate: '2024-02-01T00:00:00.000Z' },
      { programId: 'b', nothingDueYet: true, nextGate: { phaseKey: 'plan', endsOn: '2024-05-01', daysOver: 0 }, overdue: 0 },
    ]);
  });

  it('counts the days over a gate and what nobody owns', async () => {
    const history = new WrittenHistory();
    history.charter('p', { startsOn: '2023-12-01' }, { at: '2024-01-01T00:00:00.000Z' });
    const launch = (id: string, owner: object): unknown =>
      history.initiative(
        id,
        'p',
        { type: 'InitiativeLaunched', data: { title: id, pillar: 'CULTURE', weight: 1, ...owner } },
        { at: '2024-01-02T00:00:00.000Z' },
      );
    launch('i', { owner: 'ana' });
    launch('j', {});
    launch('k', {});
    history.initiative('k', 'p', { type: 'InitiativeCancelled', data: { reason: 'no' } }, { at: '2024-01-03T00:00:00.000Z' });
    const { portfolio } = await readingOf(history);
    expect(await portfolio.rows(['p'], 'AS_KNOWN_NOW')).toMatchObject([{ unowned: 1, nextGate: { endsOn: '2024-03-30', daysOver: 32 } }]);
  });

  it('takes what the weekly evaluation records for no update', async () => {
    const history = new WrittenHistory();
    history.charter('p', {}, { at: '2024-01-01T00:00:00.000Z' });
    const decision = { evaluationId: 'e', on: '2024-02-01', evidence: ['e'], policy: aPolicy() };
    history.drift(
      'p',
      { type: 'DriftFlagged', data: { episodeId: 'd', kind: 'LATE', pillar: null, ...decision } },
      { at: '2024-02-01T00:00:00.000Z' },
    );
    const { portfolio } = await readingOf(history);
    expect(await portfolio.rows(['p'], 'AS_KNOWN_NOW')).toMatchObject([{ openDrift: 1, lastUpdate: '2024-01-01T00:00:00.000Z' }]);
  });

  it('has no balance on a day that has not begun in the zone of the program', async () => {
    const history = new WrittenHistory();
    for (const timeZone of ['Asia/Shanghai', 'UTC']) history.charter(timeZone, { timeZone }, { at: '2024-01-01T00:00:00.000Z' });
    const { portfolio } = await readingOf(history);
    const question = { from: '2024-05-01', to: '2024-05-02', every: 'DAY', perspective: 'AS_KNOWN_NOW' } as const;
    const { dates, programs } = await portfolio.timeline(['Asia/Shanghai', 'UTC'], question);
    expect(dates).toEqual(['2024-05-01', '2024-05-02']);
    expect(programs.map(({ d }) => d.map((value) => value !== null))).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  it('refuses a timeline of the future, of too many dates, and of too many balances', async () => {
    const { portfolio } = await readingOf(new WrittenHistory());
    const ask = (from: string, to: string, programs = 1): Promise<unknown> =>
      portfolio.timeline(
        Array.from({ length: programs }, (_, i) => `p${i}`),
        { from, to, every: 'DAY', perspective: 'AS_KNOWN_NOW' },
      );
    await expect(ask('2024-01-01', '2024-05-03')).rejects.toMatchObject({ code: 'DATE_IN_FUTURE' });
    await expect(ask('2020-01-01', '2024-01-01')).rejects.toMatchObject({ code: 'TIMELINE_TOO_LONG' });
    await expect(ask('2024-01-01', '2024-04-09', 1_001)).rejects.toMatchObject({ code: 'PORTFOLIO_TOO_LARGE' });
    await expect(ask('1024-01-01', '2024-04-09')).rejects.toMatchObject({ code: 'DATE_INVALID' });
    expect(await ask('2024-01-01', '2024-04-09', 1_000)).toMatchObject({ programs: [] });
  });
});
