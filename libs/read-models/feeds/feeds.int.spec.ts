import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { baselineOf, ownerOn, pillarOf, standingAchievement, weightOf } from '#domain/initiative/state.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { milestoneState, slipDays } from '../milestones/milestone-view.js';
import { Readings, type Reading } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { walkedAll } from '../testing/everything.js';
import { RandomHistory } from '../testing/random-history.js';
import { WrittenHistory } from '../testing/written-history.js';

const NOW = '2024-06-01T00:00:00.000Z';
const INITIATIVES = 350;
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
  const moved = { milestoneId: 'b', from: '2024-03-01', reason: 'x' };
  const first = uuidFrom('initiative', 0);
  for (const [forecast, reasonCode] of [
    ['2024-05-01', 'SCOPE'],
    ['2024-06-01', 'VENDOR'],
  ] as const)
    history.initiative(first, 'p', { type: 'MilestoneRescheduled', data: { ...moved, forecast, reasonCode } }, at);
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

  it('over milestones sees each once, however few pass the filter', async () => {
    const all = await walkedAll((key) => reading.feeds.milestones({}, key));
    const keys = all.map(({ initiativeId, id }) => `${initiativeId} ${id}`);
    expect(keys.length).toBe(3 * INITIATIVES);
    expect(keys).toEqual([...new Set(keys)].toSorted());
    const some = await walkedAll((key) => reading.feeds.milestones({ programs: ['q'], pillars: ['CULTURE'] }, key));
    expect(some).toEqual(all.filter(({ programId, pillar }) => programId === 'q' && pillar === 'CULTURE'));
  });

  it('says why a milestone was moved last, and that it is not overdue on the day itself', async () => {
    const rows = await walkedAll((key) => reading.feeds.milestones({}, key));
    expect(rows.find(({ reschedules }) => reschedules > 0)).toMatchObject({
      ...{ id: 'b', reschedules: 2, lastReason: 'VENDOR', forecast: '2024-06-01', state: 'PLANNED', slipDays: 92 },
    });
    const { live } = new Readings(database, () => '2024-06-02T00:00:00.000Z');
    const next = await walkedAll((key) => live.feeds.milestones({}, key));
    expect(next.find(({ reschedules }) => reschedules > 0)).toMatchObject({ state: 'OVERDUE', slipDays: 93 });
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

describe.each([1, 2, 3])('a milestone of a random history (seed %s)', (seed) => {
  const history = new RandomHistory(seed, 600);
  let database: CountingDatabase;
  beforeAll(async () => {
    database = await databaseOf(history.written.events);
  });
  afterAll(() => database.close());

  it.each(['2024-03-01T05:00:00.000Z', '2024-05-20T18:00:00.000Z', '2025-01-01T23:00:00.000Z'])(
    'is flat as it is in its document (%s)',
    async (now) => {
      const { live } = new Readings(database, () => now);
      const initiatives = await live.initiatives.byIds(history.initiativeIds);
      const programs = await live.programs.byIds(history.programIds);
      const expected = [...initiatives.values()].flatMap((initiative) => {
        const program = programs.get(initiative.programId)!;
        const today = live.today(program.timeZone);
        return initiative.milestones.map((milestone) => ({
          ...{
            id: milestone.id,
            initiativeId: initiative.id,
            initiativeTitle: initiative.title,
            programId: program.id,
            programName: program.name,
          },
          ...{
            pillar: pillarOf(initiative),
            element: initiative.element ?? null,
            unit: initiative.unit ?? null,
            owner: ownerOn(initiative, today),
          },
          ...{ title: milestone.title, weight: weightOf(milestone), state: milestoneState(initiative, milestone, today) },
          ...{ originalBaseline: milestone.baselines[0]!.date, baseline: baselineOf(milestone), forecast: milestone.forecast },
          forecastConfirmedAt: milestone.forecastConfirmedAt ?? null,
          achievedOn: standingAchievement(milestone)?.on ?? null,
          slipDays: slipDays(program, initiative, milestone, today),
          reschedules: milestone.reschedules.length,
          lastReason: milestone.reschedules.at(-1)?.reasonCode ?? null,
        }));
      });
      const byKey = (one: { initiativeId: string; id: string }): string => `${one.initiativeId} ${one.id}`;
      const sorted = expected.toSorted((a, b) => (byKey(a) < byKey(b) ? -1 : 1));
      expect(sorted.length).toBeGreaterThan(10);
      expect(await walkedAll((key) => live.feeds.milestones({}, key))).toEqual(sorted);
      for (const state of ['PLANNED', 'OVERDUE', 'ACHIEVED', 'DESCOPED'] as const)
        expect(await walkedAll((key) => live.feeds.milestones({ states: [state], slipDays: { atLeast: 1 } }, key))).toEqual(
          sorted.filter((row) => row.state === state && row.slipDays >= 1),
        );
    },
  );
});
