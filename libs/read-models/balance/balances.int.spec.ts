import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { leverage } from '#domain/balance/leverage.js';
import { outlook } from '#domain/balance/outlook.js';
import { sweep } from '#domain/balance/sweep/sweep.js';
import { Readings, type Reading } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { RandomHistory } from '../testing/random-history.js';
import type { TimelineQuestion } from './balances.js';

const NOW = '2024-05-01T20:00:00.000Z';
const history = new RandomHistory(99, 400);
const [utc, shanghai] = history.programIds as [string, string, string];
/** A closed program has no balance after its closing day, which this spec does not test. */
const events = history.written.events.map((event) => {
  const data = { name: 'still open' };
  const json = { metadata: event.json!.metadata, data: canonicalJson(data) };
  return event.type === 'ProgramClosed' ? { ...event, type: 'ProgramRenamed', data, json } : event;
});
let database: CountingDatabase;
let reading: Reading;

beforeAll(async () => {
  database = await databaseOf(events);
  reading = new Readings(database, () => NOW).live;
});
afterAll(() => database.close());

const timeline = (over: Partial<TimelineQuestion>): ReturnType<Reading['balances']['timeline']> =>
  reading.balances.timeline({ programId: utc, from: '2024-01-01', to: '2024-05-01', every: 'WEEK', perspective: 'AS_KNOWN_NOW', ...over });

describe('a balance', () => {
  it('is the sweep of the documents of the program, today by default', async () => {
    const { program, initiatives } = (await reading.balances.programWithInitiatives(utc))!;
    expect(initiatives.length).toBeGreaterThan(3);
    expect(await reading.balances.on(utc)).toEqual(sweep(program, initiatives, ['2024-05-01'], 'AS_KNOWN_NOW')[0]);
    expect(await reading.balances.on(utc, '2024-03-01')).toEqual(sweep(program, initiatives, ['2024-03-01'], 'AS_KNOWN_NOW')[0]);
  });

  it("does not exist before the start, nor of a program that does not; after today in the program's zone it is refused", async () => {
    expect(await reading.balances.on(utc, '2024-01-09')).toBeNull();
    expect(await reading.balances.on('none')).toBeNull();
    await expect(reading.balances.on(utc, '2024-05-02')).rejects.toMatchObject({ code: 'DATE_IN_FUTURE' });
    expect(await reading.balances.on(shanghai, '2024-05-02')).toMatchObject({ on: '2024-05-02' });
  });

  it('is asked of many programs in three statements', async () => {
    const before = database.statements();
    await Promise.all(history.programIds.flatMap((id) => [reading.balances.on(id), reading.balances.plannedShares(id)]));
    expect(database.statements() - before).toBe(3);
  });

  it('looks ahead of today, and not back', async () => {
    const { program, initiatives } = (await reading.balances.programWithInitiatives(utc))!;
    const [ahead] = outlook(program, initiatives, '2024-05-01', ['2024-09-01']);
    expect(await reading.balances.outlook(utc, '2024-09-01')).toEqual(ahead);
    expect(await reading.balances.outlook(utc, '2024-05-01')).toMatchObject({ on: '2024-05-01' });
    expect(await reading.balances.outlook('none', '2024-09-01')).toBeNull();
    await expect(reading.balances.outlook(utc, '2024-04-30')).rejects.toMatchObject({ code: 'OUTLOOK_BEFORE_TODAY' });
    await expect(reading.balances.outlook(utc, '9999-12-31')).rejects.toMatchObject({ code: 'DATE_INVALID' });
  });

  it('has what would raise it most, five unless more are asked for, today or on the day of a cut', async () => {
    const { program, initiatives } = (await reading.balances.programWithInitiatives(utc))!;
    const all = leverage(program, initiatives, '2024-05-01', 100);
    expect(all.length).toBeGreaterThan(5);
    expect(await reading.balances.leverage(utc)).toEqual(all.slice(0, 5));
    expect(await reading.balances.leverage(utc, 100)).toEqual(all);
    expect(await reading.balances.leverage('none')).toEqual([]);
    await expect(reading.balances.leverage(utc, 101)).rejects.toMatchObject({ code: 'BAD_PAGE_SIZE' });
    const cut = await new Readings(database, () => NOW).at({ asOf: '2024-03-01T12:00:00Z' });
    const then = (await cut.balances.programWithInitiatives(utc))!;
    const found = leverage(then.program, then.initiatives, '2024-03-01', 5);
    expect(found).not.toEqual(all.slice(0, 5));
    expect(await cut.balances.leverage(utc)).toEqual(found);
  });

  it('under a cut is judged on the date of the cut', async () => {
    const cut = await new Readings(database, () => NOW).at({ asOf: '2024-03-01T12:00:00Z' });
    expect(await cut.balances.on(utc)).toMatchObject({ on: '2024-03-01' });
    await expect(cut.balances.on(utc, '2024-03-02')).rejects.toMatchObject({ code: 'DATE_IN_FUTURE' });
  });
});

describe('a timeline', () => {
  it.each(['AS_KNOWN_NOW', 'AS_KNOWN_THEN'] as const)('has each step since the start, %s', async (perspective) => {
    const found = await timeline({ perspective, from: '2023-12-31', every: 'MONTH' });
    const { program, initiatives } = (await reading.balances.programWithInitiatives(utc))!;
    const dates = ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'];
    expect(found).toEqual(sweep(program, initiatives, dates, perspective).filter((balance) => balance !== null));
    expect(await timeline({ perspective, from: '2023-12-31', every: 'MONTH' })).toEqual(found);
  });

  it('as known then, is at each date the balance as of the end of that day', async () => {
    const readings = new Readings(database, () => NOW);
    for (const balance of await timeline({ perspective: 'AS_KNOWN_THEN' })) {
      const then = await readings.at({ asOf: `${balance.on}T23:59:59.999Z` });
      if (balance.on < '2024-05-01') expect(await then.balances.on(utc, balance.on, 'AS_KNOWN_THEN')).toEqual(balance);
    }
  });

  it.each<[string, Partial<TimelineQuestion>]>([
    ['DATE_IN_FUTURE', { to: '2024-05-02' }],
    ['TIMELINE_TOO_LONG', { from: '2021-08-05', every: 'DAY' }],
    ['DATE_INVALID', { from: '0001-01-01', every: 'QUARTER' }],
    ['DATE_INVALID', { to: '9999-12-31' }],
  ])('is refused with %s', async (code, question) => {
    await expect(timeline(question)).rejects.toMatchObject({ code });
  });

  it('is swept anew once the program or an initiative is another document', async () => {
    const [before, after] = [await databaseOf(events.slice(0, 200)), await databaseOf(events)];
    let current = before;
    const live = new Readings(
      { select: (...asked) => current.select(...asked), documents: (...asked) => current.documents(...asked) },
      () => NOW,
    ).live;
    const first = await live.balances.on(utc);
    current = after;
    const second = await live.balances.on(utc);
    expect(second).not.toEqual(first);
    expect(second).toEqual(await reading.balances.on(utc));
    await Promise.all([before.close(), after.close()]);
  });
});

describe('planned shares', () => {
  it('sum to 1 in each phase that has milestones', async () => {
    const shares = [...(await reading.balances.plannedShares(utc)).values()];
    expect(shares).toHaveLength(3);
    const planned = shares.filter((share) => share !== null);
    expect(planned.length).toBeGreaterThan(0);
    for (const share of planned) expect(share.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
  });
});
