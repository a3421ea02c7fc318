import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, later } from '../calendar.js';
import { PILLARS, type Pillar } from '../pillars.js';
import { foldedBy } from '../testing/histories.js';
import { couplingOf } from './coupling.js';
import { sweep } from './sweep/sweep.js';
import { arbitraryHistory } from './testing/arbitrary-history.js';
import { tellingDates } from './testing/check-history.js';
import { NEARLY, differences } from './testing/differences.js';
import { another, programWith, START, type Step } from './testing/programs.js';

const perspectives = ['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const;
const weight = fc.constantFrom(0.1, 0.3, 0.7, 1, 2, 9);
const standings = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
const dates = Array.from({ length: 30 }, (_, i) => addDays(START, i * 25));
const runs = { numRuns: 60 };

const balancesOf = (program: ReturnType<typeof programWith>) =>
  perspectives.flatMap((perspective) => sweep(program.program, program.initiatives, dates, perspective)).map((balance) => balance!);

describe('the coupling coordination degree', () => {
  it('lies in [0, 1], and so do C and T', () => {
    fc.assert(
      fc.property(standings, (r) => {
        for (const x of Object.values(couplingOf(r))) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('has C = 1 for equal standings', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (r) => expect(couplingOf([r, r, r, r]).c).toBeCloseTo(1, 12)));
    expect(couplingOf([0, 0, 0, 0])).toEqual({ c: 1, t: 0, d: 0 });
  });

  it('is never lowered by raising the single weakest standing, up to the second weakest', () => {
    fc.assert(
      fc.property(standings, fc.double({ min: 0, max: 1, noNaN: true }), (r, part) => {
        const [lowest, second] = [...r].sort((a, b) => a - b) as [number, number, number, number];
        const raised = r.with(r.indexOf(lowest), Math.min(second, lowest + part * (second - lowest)));
        expect(couplingOf(raised).d).toBeGreaterThanOrEqual(couplingOf(r).d - 1e-12);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('balance', () => {
  it('stays within its bounds', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const { program, initiatives } = foldedBy(history)!;
        for (const perspective of perspectives)
          for (const balance of sweep(program, initiatives, tellingDates(history, 3), perspective)) {
            if (!balance) continue;
            const lowest = Math.min(...balance.pillars.map(({ standing }) => standing));
            for (const x of [balance.d, balance.c, balance.t, lowest, ...balance.synergies.map(({ d }) => d)]) {
              expect(x).toBeGreaterThanOrEqual(0);
              expect(x).toBeLessThanOrEqual(1);
            }
            expect(balance.level).toBeLessThanOrEqual(Math.ceil(lowest * 10 - 1e-11) + 1 || 2);
          }
      }),
      runs,
    );
  });

  it('does not depend on the order of initiatives and milestones', () => {
    fc.assert(
      fc.property(arbitraryHistory, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (history, random) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => ({ item, key: random.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const { program, initiatives } = foldedBy(history)!;
        const others = shuffled(initiatives.map((initiative) => ({ ...initiative, milestones: shuffled(initiative.milestones) })));
        const on = tellingDates(history, 3);
        for (const perspective of perspectives)
          expect(differences(sweep(program, initiatives, on, perspective), sweep(program, others, on, perspective), NEARLY)).toEqual([]);
      }),
      runs,
    );
  });

  it('is 1 everywhere on plan, whatever the steps', () => {
    // More than a fifth of each pillar's value is due in the first phase, which requires less of each: the plan fits.
    const first = { due: 30, weight: 20 };
    const onPlan = fc
      .array(fc.record({ due: fc.integer({ min: 0, max: 720 }), weight }), { minLength: 1, maxLength: 8 })
      .map((steps): Step[] => [first, ...steps].map((step) => ({ ...step, achieved: step.due })));
    fc.assert(
      fc.property(onPlan, onPlan, onPlan, onPlan, (LEADERSHIP, CULTURE, PROCESS, TECHNOLOGY) => {
        for (const balance of balancesOf(programWith({ LEADERSHIP, CULTURE, PROCESS, TECHNOLOGY }))) {
          expect(balance).toMatchObject({ t: 1, c: 1, d: 1, level: 10, weakest: null, capped: false });
          expect(balance.pillars.map(({ deliveryDays, standing }) => [deliveryDays, standing])).toEqual(PILLARS.map(() => [0, 1]));
        }
      }),
      runs,
    );
  });

  it('has nobody behind the others where every pillar is late by the same, on the same dates and shares', () => {
    const steps = fc.array(fc.record({ due: fc.integer({ min: 0, max: 600 }), weight }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 150 }), (planned, delay) => {
        const late = planned.map((step): Step => ({ ...step, achieved: step.due + delay }));
        const same = Object.fromEntries(PILLARS.map((pillar) => [pillar, late])) as Record<Pillar, Step[]>;
        for (const balance of balancesOf(programWith(same)))
          for (const { lag, standing } of balance.pillars) {
            expect(lag).toBe(0);
            expect(standing).toBe(balance.pillars[0]!.standing);
          }
      }),
      runs,
    );
  });

  it('is lowered in no standing by a new initiative due later, in phases not yet entered', () => {
    const later_ = fc.array(fc.record({ after: fc.integer({ min: 1, max: 300 }), weight }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(arbitraryHistory, fc.constantFrom(...PILLARS), later_, weight, fc.nat(), (history, pillar, steps, own, pick) => {
        const { program, initiatives } = foldedBy(history)!;
        const all = tellingDates(history, 1).filter((date) => date >= program.startsOn);
        const t = all[pick % all.length]!;
        for (const perspective of perspectives) {
          const [before] = sweep(program, initiatives, [t], perspective);
          if (!before) continue;
          // After the end of every window that was in force until then: past days must not have required more either.
          const ends = program.plans.flatMap(({ value }) => {
            const phase = value.findIndex(({ key }) => key === before.phaseKey);
            return phase < 0 || phase === value.length - 1 ? [] : [value[phase]!.endsOn];
          });
          if (ends.length < program.plans.length) continue;
          const end = [t, ...ends].reduce(later);
          const dues = steps.map(({ after, weight: w }): Step => ({ due: daysBetween(START, end) + after, weight: w }));
          const [after] = sweep(program, [...initiatives, another(pillar, own, dues)], [t], perspective);
          for (const [i, { standing }] of before.pillars.entries())
            expect(after!.pillars[i]!.standing).toBeGreaterThanOrEqual(standing - 1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });
});
