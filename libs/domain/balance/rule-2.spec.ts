import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, later } from '../calendar.js';
import { PILLARS } from '../pillars.js';
import { foldedBy } from '../testing/histories.js';
import type { Delivery } from './delivery.js';
import { outlook } from './outlook.js';
import { standingOf } from './standing.js';
import { sweep } from './sweep/sweep.js';
import { arbitraryHistory } from './testing/arbitrary-history.js';
import { tellingDates } from './testing/check-history.js';
import { another, programWith, START, type Step } from './testing/programs.js';

const perspectives = ['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const;
const weight = fc.constantFrom(0.1, 0.3, 0.7, 1, 2, 9);
const dates = Array.from({ length: 30 }, (_, i) => addDays(START, i * 25));
const runs = { numRuns: 60 };
const behindBy = (days: number): Delivery => ({
  plannedValue: 1,
  earnedValue: 0.5,
  scheduleVariance: -0.5,
  spi: 0.5,
  earnedSchedule: 0,
  scheduleDays: 0,
  lateDays: days,
  oldestOpenBaseline: undefined,
  days,
  slipDays: null,
});

describe('rule 2', () => {
  it('blames the plan only where it is further behind than the work by more than rounding', () => {
    const plan = { planned: 1, asked: 3, fit: 0.5, planSchedule: 0, planDays: 0.1 + 0.2 };
    expect(standingOf(behindBy(0.3), plan, 60).cause).toBe('DELIVERY');
    expect(standingOf(behindBy(0.29), plan, 60).cause).toBe('PLAN');
  });

  it('never has a plan further behind than its missing share of the days since the start', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const { program, initiatives } = foldedBy(history)!;
        for (const perspective of perspectives)
          for (const balance of sweep(program, initiatives, tellingDates(history, 2), perspective))
            for (const { planFit, planDays, planScheduleOn } of balance?.pillars ?? []) {
              expect(planDays).toBeLessThanOrEqual((1 - planFit) * daysBetween(program.startsOn, balance!.on) + 1e-9);
              expect(planDays).toBeGreaterThanOrEqual(0);
              expect(planScheduleOn === null).toBe(planFit === 1);
            }
      }),
      runs,
    );
  });

  it('costs a pillar whose plan was whole nothing on the day of a launch elsewhere or of a gate', () => {
    let large = 0;
    const day = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(
        arbitraryHistory,
        day,
        fc.constantFrom(...PILLARS),
        fc.constantFrom(1, 40, 400),
        fc.boolean(),
        (history, after, pillar, own, gate) => {
          const { program, initiatives } = foldedBy(history)!;
          const t = addDays(later(program.startsOn, program.charteredOn), after);
          const before = addDays(t, -1);
          const value = own;
          const launched = { ...another(pillar, own, [{ due: daysBetween(START, t), weight: 1 }]), weights: [{ since: t, value }] };
          const onTheDay = {
            ...launched,
            milestones: launched.milestones.map((milestone) => ({
              ...milestone,
              plannedOn: t,
              baselines: milestone.baselines.map((one) => ({ ...one, since: t })),
            })),
          };
          const plan = program.plans.at(-1)!.value;
          const next = plan[plan.findIndex(({ key }) => key === program.entries.at(-1)?.phase) + 1];
          const entered = gate && next ? { ...program, entries: [...program.entries, { phase: next.key, on: t, known: t }] } : program;
          const with_ = gate ? initiatives : [...initiatives, onTheDay];
          for (const perspective of perspectives) {
            const [whole, then] = sweep(entered, with_, [before, t], perspective);
            if (!whole || !then) continue;
            // If the phases contain no milestones, each requires an unbounded amount, also of a pillar with plans beyond them.
            if (whole.pillars.every(({ asked }) => asked === 0)) continue;
            for (const [i, one] of then.pillars.entries()) {
              if (whole.pillars[i]!.planFit !== 1 || (!gate && one.pillar === pillar)) continue;
              // Other changes of that day may have reduced the plan: only cases with at least the earlier plan are judged.
              if (one.planned < whole.pillars[i]!.planned - 1e-9) continue;
              if (one.planFit < 1) large++;
              expect(one.planDays).toBe(0);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(large).toBeGreaterThan(20);
  });

  it('has no milestone later because another one was early', () => {
    const steps = fc.array(fc.record({ due: fc.integer({ min: 0, max: 600 }), weight }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(steps, fc.nat(), fc.integer({ min: 1, max: 300 }), (planned, pick, early) => {
        const late = (achieved?: number): (number | undefined)[] => {
          const own = planned.map((step, i): Step =>
            i === pick % planned.length && achieved !== undefined ? { ...step, achieved } : step,
          );
          return lateDaysOf(own);
        };
        const { due } = planned[pick % planned.length]!;
        const [open, onTime, ahead] = [late(), late(due), late(Math.max(0, due - early))];
        // An achievement that is early or on time does not reduce the lateness of the others.
        expect(ahead).toEqual(onTime);
        for (const [i, days] of ahead.entries()) expect(days).toBeLessThanOrEqual(open[i]! + 1e-9);
      }),
      runs,
    );
  });

  it('is 1 in the outlook where everything is on plan and forecast for its baseline', () => {
    const first = { due: 30, weight: 20 };
    const onPlan = fc
      .array(fc.record({ due: fc.integer({ min: 0, max: 720 }), weight }), { minLength: 1, maxLength: 8 })
      .map((steps): readonly Step[] => [first, ...steps]);
    fc.assert(
      fc.property(onPlan, onPlan, onPlan, onPlan, fc.integer({ min: 0, max: 400 }), (a, b, c, d, passed) => {
        const today = addDays(START, passed);
        const soFar = (steps: readonly Step[]): Step[] => steps.map((step) => (step.due < passed ? { ...step, achieved: step.due } : step));
        const { program, initiatives } = programWith({
          LEADERSHIP: soFar(a),
          CULTURE: soFar(b),
          PROCESS: soFar(c),
          TECHNOLOGY: soFar(d),
        });
        const ahead = dates.filter((date) => date >= today);
        for (const balance of outlook(program, initiatives, today, ahead))
          expect(balance!.pillars.map(({ deliveryDays, planDays, standing }) => [deliveryDays, planDays, standing])).toEqual(
            PILLARS.map(() => [0, 0, 1]),
          );
      }),
      runs,
    );
  });
});

const lateDaysOf = (steps: readonly Step[]): number[] => {
  const { program, initiatives } = programWith({ LEADERSHIP: steps, CULTURE: [], PROCESS: [], TECHNOLOGY: [] });
  return sweep(program, initiatives, dates, 'AS_KNOWN_NOW').map((balance) => balance!.pillars[0]!.lateDays);
};
