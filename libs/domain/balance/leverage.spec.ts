import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { standingAchievement, withdrawnSince, type InitiativeState } from '../initiative/state.js';
import { pillarIndex } from '../pillars.js';
import { foldedBy, type FoldedHistory, type History } from '../testing/histories.js';
import { addDays, later, type LocalDate } from '../calendar.js';
import type { PillarBalance } from './balance.js';
import { leverage, type Leverage } from './leverage.js';
import { sweep } from './sweep/sweep.js';
import { arbitraryHistory } from './testing/arbitrary-history.js';
import { NEARLY, differences } from './testing/differences.js';
import { programWith, START } from './testing/programs.js';

const EPSILON = 1e-9;
/** Days that differ by no more are equal. */
const DAYS = 1e-5;
const ALL = 1_000;

/** The gains by their definition: each open milestone is achieved today, and the balance swept anew. */
function naively({ program, initiatives }: FoldedHistory, today: LocalDate): readonly Leverage[] {
  const balanceOf = (all: readonly InitiativeState[]) => sweep(program, all, [today], 'AS_KNOWN_NOW')[0]!;
  const before = balanceOf(initiatives);
  if (!before) return [];
  return initiatives.flatMap((initiative) =>
    initiative.milestones.flatMap((milestone): Leverage[] => {
      if (standingAchievement(milestone) || withdrawnSince(initiative, milestone) !== undefined) return [];
      const achievements = [...milestone.achievements, { on: today, known: today, by: '', at: '' }];
      const milestones = initiative.milestones.map((one) => (one === milestone ? { ...one, achievements } : one));
      const after = balanceOf(initiatives.map((one) => (one === initiative ? { ...one, milestones } : one)));
      const pillar = initiative.pillars.findLast(({ since }) => since <= today)?.value ?? initiative.pillars[0]!.value;
      const [was, is] = [before, after].map(({ pillars }) => pillars[pillarIndex(pillar)]!) as [PillarBalance, PillarBalance];
      const gain = { d: after.d - before.d, behindDays: was.behindDays - is.behindDays, lateDays: was.lateDays - is.lateDays };
      return [{ initiativeId: initiative.id, milestoneId: milestone.id, pillar, ...gain }];
    }),
  );
}

/** The day on which something became known last. */
const lastDay = ({ program, initiatives }: History): LocalDate =>
  [program, ...initiatives.values()].flatMap((events) => events.map(({ on }) => on)).reduce((one, other) => later(one, other));

/** Whether the first is not clearly smaller, by D, then by the days behind, then by the days late. */
function isInOrder(one: Leverage, next: Leverage): boolean {
  if (Math.abs(one.d - next.d) > EPSILON) return one.d > next.d;
  if (one.d !== next.d) return true;
  if (Math.abs(one.behindDays - next.behindDays) > DAYS) return one.behindDays > next.behindDays;
  return one.lateDays > next.lateDays - DAYS;
}

const keyOf = ({ initiativeId, milestoneId }: Leverage): string => `${initiativeId} ${milestoneId}`;

describe('leverage', () => {
  it('is what a sweep gains by each achievement of today, the largest first, and leaves out the rest', () => {
    let gaining = 0;
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const folded = foldedBy(history)!;
        // Today lies after everything that is known: nothing is recorded of a later day.
        for (const today of [lastDay(history), addDays(lastDay(history), 40)]) {
          const naive = naively(folded, today);
          const found = leverage(folded.program, folded.initiatives, today, ALL);
          const byKey = new Map(naive.map((one) => [keyOf(one), one]));
          expect(new Set(found.map(keyOf)).size).toBe(found.length);
          for (const one of found) expect(differences(byKey.get(keyOf(one)), one, NEARLY)).toEqual([]);
          const kept = new Set(found.map(keyOf));
          const missed = naive.filter((one) => !kept.has(keyOf(one)) && (one.d > EPSILON || (one.d >= 0 && one.lateDays > DAYS)));
          expect(missed).toEqual([]);
          for (const [i, one] of found.slice(1).entries()) expect(isInOrder(found[i]!, one)).toBe(true);
          expect(found.filter(({ d }) => d < -EPSILON)).toEqual([]);
          expect(leverage(folded.program, folded.initiatives, today, 2)).toEqual(found.slice(0, 2));
          gaining += found.length;
        }
      }),
      { numRuns: 150 },
    );
    expect(gaining).toBeGreaterThan(150);
  });

  const late = { due: 10, weight: 1 };
  const onPlan = [{ due: 10, weight: 1, achieved: 10 }];

  it('names late milestones by how much they hold the pillar back, and none that would not help', () => {
    // Early work elsewhere in the pillar does not make up for late work: (1 · 90 + 3 · 60) / 4 days behind.
    const early = { due: 600, weight: 5, achieved: 20 };
    const { program, initiatives } = programWith({
      ...{ LEADERSHIP: onPlan, CULTURE: onPlan, TECHNOLOGY: onPlan },
      PROCESS: [late, { due: 40, weight: 3 }, early, { due: 650, weight: 1 }],
    });
    const found = leverage(program, initiatives, addDays(START, 100), 5);
    expect(found.map(({ pillar, milestoneId, behindDays }) => [pillar, milestoneId, Math.round(behindDays * 1e9) / 1e9])).toEqual([
      ['PROCESS', '1', 45],
      ['PROCESS', '0', 22.5],
    ]);
    expect(found[0]!.d).toBeGreaterThan(found[1]!.d);
  });

  it('names late milestones of which none moves the schedule by itself, the latest and largest first', () => {
    const both = [late, late, { due: 40, weight: 1 }];
    const { program, initiatives } = programWith({
      LEADERSHIP: onPlan,
      CULTURE: onPlan,
      TECHNOLOGY: onPlan,
      PROCESS: [...both, { due: 600, weight: 1 }],
    });
    const found = leverage(program, initiatives, addDays(START, 100), 5);
    expect(found.map(({ milestoneId, d, behindDays, lateDays }) => [milestoneId, d, behindDays, lateDays])).toEqual([
      ['0', 0, 0, 30],
      ['1', 0, 0, 30],
      ['2', 0, 0, 20],
    ]);
  });

  it('is nothing on plan, before the start and after the end', () => {
    const { program, initiatives } = programWith({
      LEADERSHIP: onPlan,
      CULTURE: onPlan,
      PROCESS: onPlan,
      TECHNOLOGY: [...onPlan, { due: 600, weight: 1 }],
    });
    expect(leverage(program, initiatives, addDays(START, 100), 5)).toEqual([]);
    expect(leverage(program, initiatives, addDays(START, -1), 5)).toEqual([]);
    const closed = { ...program, closures: [{ from: addDays(START, 650) }] };
    expect(leverage(closed, initiatives, addDays(START, 650), 5)).toHaveLength(1);
    expect(leverage(closed, initiatives, addDays(START, 651), 5)).toEqual([]);
  });
});
