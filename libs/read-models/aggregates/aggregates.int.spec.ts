import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysBetween } from '#domain/calendar.js';
import { baselineOf, ownerOn, pillarOf, standingAchievement, type InitiativeState, type Milestone } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { appendAll } from '#testing/projection-engine/interleaved.js';
import { onEachDatabase } from '#testing/projection-engine/on-each-database.js';
import { settled, startViews, viewsFile, type ViewsUnderTest } from '#testing/projection-engine/views-under-test.js';
import { LiveSource } from '../as-of/live-source.js';
import type { MilestoneListFilter } from '../milestones/milestone-filter.js';
import { milestoneState, slipDays } from '../milestones/milestone-view.js';
import { Readings } from '../readings.js';
import { PROJECTIONS } from '../registry.js';
import { databaseOf } from '../testing/database-of.js';
import { RandomHistory } from '../testing/random-history.js';
import { WrittenHistory } from '../testing/written-history.js';
import { Aggregates } from './aggregates.js';
import { distributionOf } from './distribution.js';
import { MILESTONE_GROUPS, type MilestoneGroup } from './milestone-groups.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const history = new RandomHistory(seed, 700);
/** An instant at which the three programs have two different dates. */
const NOW = '2024-03-10T20:00:00.000Z';
const store = new InMemoryEventStore();
beforeAll(() => appendAll(store, history.written.events));
afterAll(() => store.close());

interface Known {
  readonly program: ProgramState;
  readonly initiative: InitiativeState;
  readonly milestone: Milestone;
  readonly today: string;
}

const state = ({ initiative, milestone, today }: Known): string => milestoneState(initiative, milestone, today);
const isOpen = (one: Known): boolean => ['PLANNED', 'OVERDUE'].includes(state(one));
const valueOf: Readonly<Record<MilestoneGroup, (known: Known) => string | null>> = {
  PILLAR: ({ initiative }) => pillarOf(initiative),
  STATE: state,
  OWNER: ({ initiative, today }) => ownerOn(initiative, today),
  UNIT: ({ initiative }) => initiative.unit ?? null,
  PROGRAM: ({ program }) => program.id,
  MONTH: ({ milestone }) => (standingAchievement(milestone)?.on ?? milestone.forecast).slice(0, 7),
};

/** Some filters beside the same rule in JavaScript; the others are tried with the lists. */
const FILTERS: readonly (readonly [MilestoneListFilter, (known: Known) => boolean])[] = [
  [{}, () => true],
  [{ among: history.programIds.slice(1) }, ({ program }) => program.id !== history.programIds[0]],
  [{ among: history.programIds.slice(0, 2), programs: history.programIds.slice(1) }, ({ program }) => program.id === history.programIds[1]],
  [{ programs: [] }, () => false],
  [{ owners: ['ana', 'bo'] }, ({ initiative, today }) => ['ana', 'bo'].includes(ownerOn(initiative, today)!)],
  [{ pillars: ['CULTURE'], states: ['OVERDUE'] }, (one) => pillarOf(one.initiative) === 'CULTURE' && state(one) === 'OVERDUE'],
];

onEachDatabase(() => {
  let place: ReturnType<typeof viewsFile>;
  let views: ViewsUnderTest;
  let aggregates: Aggregates;
  let all: readonly Known[];
  beforeAll(async () => {
    place = viewsFile();
    views = await startViews(place.file, store, PROJECTIONS);
    await settled(views.views, store);
    const reading = new Readings(views.read, () => NOW).live;
    // Two programs at once, so that an answer is put together from several statements.
    aggregates = new Aggregates(new LiveSource(views.read, () => NOW), { programs: 2, groups: 10_000 });
    const programs = await reading.programs.byIds(history.programIds);
    all = [...(await reading.initiatives.byIds(history.initiativeIds)).values()].flatMap((initiative) => {
      const program = programs.get(initiative.programId)!;
      return initiative.milestones.map((milestone) => ({ program, initiative, milestone, today: reading.today(program.timeZone) }));
    });
  });
  afterAll(async () => {
    await views.close();
    place.remove();
  });

  describe(`milestones of all programs (seed ${seed})`, () => {
    const counted = (groups: readonly MilestoneGroup[], of: readonly Known[]): Map<string, number> => {
      const counts = new Map<string, number>();
      for (const one of of) {
        const key = JSON.stringify(groups.map((group) => valueOf[group](one)));
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return counts;
    };

    it.each([
      ...MILESTONE_GROUPS.map((group) => [group]),
      ['PILLAR', 'STATE'],
      ['OWNER', 'MONTH', 'STATE', 'PROGRAM'],
      [...MILESTONE_GROUPS].reverse(),
    ] as MilestoneGroup[][])('are counted by %s %s %s %s %s %s', async (...asked) => {
      const groups = asked.filter((group) => (group as unknown) !== undefined);
      for (const [filter, fits] of FILTERS) {
        const counts = await aggregates.milestoneCounts(filter, groups);
        const expected = counted(groups, all.filter(fits));
        expect([filter, new Map(counts.map(({ values, count }) => [JSON.stringify(values), count]))]).toEqual([filter, expected]);
        expect(counts.length).toBe(expected.size);
      }
    });

    it('are counted as a whole without groups, and a group that is named twice counts once', async () => {
      expect(await aggregates.milestoneCounts({}, [])).toEqual([{ values: [], count: all.length }]);
      expect(await aggregates.milestoneCounts({ among: [] }, [])).toEqual([{ values: [], count: 0 }]);
      expect(await aggregates.milestoneCounts({ programs: [] }, ['STATE'])).toEqual([]);
      const twice = await aggregates.milestoneCounts({}, ['STATE', 'STATE']);
      expect(twice).toEqual(await aggregates.milestoneCounts({}, ['STATE']));
    });

    it('are refused if they have too many combinations', async () => {
      const few = new Aggregates(new LiveSource(views.read, () => NOW), { programs: 200, groups: 2 });
      expect((await few.milestoneCounts({ states: ['OVERDUE', 'DESCOPED'] }, ['STATE'])).length).toBe(2);
      await expect(few.milestoneCounts({}, ['STATE'])).rejects.toMatchObject({ code: 'TOO_MANY_GROUPS' });
      await expect(few.workload({}, 'UNIT')).rejects.toMatchObject({ code: 'TOO_MANY_GROUPS' });
    });

    it('come in the order of pillars and states, and what has no value last', async () => {
      const values = async (group: MilestoneGroup): Promise<unknown[]> =>
        (await aggregates.milestoneCounts({}, [group])).map((count) => count.values[0]);
      expect(await values('PILLAR')).toEqual(['LEADERSHIP', 'CULTURE', 'PROCESS', 'TECHNOLOGY']);
      expect(await values('STATE')).toEqual(['PLANNED', 'OVERDUE', 'ACHIEVED', 'DESCOPED']);
      expect(await values('UNIT')).toEqual(['x', 'y', null]);
    });

    it('have the slips, and the days by which they were moved for each reason', async () => {
      for (const [filter, fits] of FILTERS) {
        const of = all.filter(fits).filter((one) => filter.states !== undefined || state(one) !== 'DESCOPED');
        const slips = of.map(({ program, initiative, milestone, today }) => slipDays(program, initiative, milestone, today));
        const histogram = new Map<number, number>();
        for (const slip of slips) histogram.set(slip, (histogram.get(slip) ?? 0) + 1);
        const summary = await aggregates.slipSummary(filter);
        expect(summary).toMatchObject({ ...distributionOf(histogram), late: slips.filter((slip) => slip > 0).length });
        for (const reasonCode of ['VENDOR', 'SCOPE'] as const) {
          const moved = of.map(({ milestone }) => milestone.reschedules.filter((move) => move.reasonCode === reasonCode));
          const moves = moved.flat();
          const days = moves.reduce((sum, { from, to }) => sum + daysBetween(from, to), 0);
          const milestones = moved.filter(({ length }) => length > 0).length;
          const expected = moves.length === 0 ? undefined : { reasonCode, milestones, moves: moves.length, days };
          expect(summary.byReason.find((one) => one.reasonCode === reasonCode)).toEqual(expected);
        }
      }
      const { byReason } = await aggregates.slipSummary({});
      expect(byReason.length).toBe(2);
      expect(byReason[0]!.days).toBeGreaterThanOrEqual(byReason[1]!.days);
    });

    it.each(['OWNER', 'UNIT'] as const)('are the workload of each %s', async (by) => {
      for (const [filter, fits] of FILTERS) {
        const loads = await aggregates.workload(filter, by);
        const of = all.filter((one) => fits(one) && isOpen(one));
        expect(new Set(loads.map((load) => load.of))).toEqual(new Set(of.map(valueOf[by])));
        for (const load of loads) {
          const own = of.filter((one) => valueOf[by](one) === load.of);
          expect(load).toEqual({
            of: load.of,
            initiatives: new Set(own.map(({ initiative }) => initiative.id)).size,
            open: own.length,
            overdue: own.filter((one) => state(one) === 'OVERDUE').length,
            late: own.filter(({ milestone, today }) => baselineOf(milestone) < today).length,
            nextForecast: own.map(({ milestone }) => milestone.forecast).sort()[0],
          });
        }
        expect(loads.map(({ open }) => open)).toEqual(loads.map(({ open }) => open).sort((a, b) => b - a));
      }
    });
  });
});

describe('a workload', () => {
  it('is late from the day after the baseline, and overdue from the day after the forecast', async () => {
    const written = new WrittenHistory();
    const when = { at: '2024-01-02T00:00:00.000Z' };
    written.charter('p', { timeZone: 'Asia/Shanghai' }, when);
    written.initiative('i', 'p', { type: 'InitiativeLaunched', data: { title: 'i', pillar: 'CULTURE', weight: 1, owner: 'ana' } }, when);
    written.initiative('i', 'p', { type: 'MilestonePlanned', data: { milestoneId: 'm', title: 'm', due: '2024-03-10', weight: 1 } }, when);
    const database = await databaseOf(written.events);
    const at = async (instant: string): Promise<unknown> => new Readings(database, () => instant).live.aggregates.workload({}, 'OWNER');
    const load = { of: 'ana', initiatives: 1, open: 1, nextForecast: '2024-03-10' };
    expect(await at('2024-03-10T15:59:59.000Z')).toEqual([{ ...load, overdue: 0, late: 0 }]);
    expect(await at('2024-03-10T16:00:00.000Z')).toEqual([{ ...load, overdue: 1, late: 1 }]);
    await database.close();
  });
});
