import { toDay, type LocalDate } from '../calendar.js';
import type { InitiativeState } from '../initiative/state.js';
import type { ProgramState } from '../program/state.js';
import type { Balance, Perspective } from './balance.js';
import { balanceOnDay } from './balance-on-day.js';
import { BaselineDates } from './baseline-dates.js';
import { dueChanges } from './due-changes.js';
import { InitiativeSums } from './initiative-sums.js';
import { milestoneOn } from './milestone-on-day.js';
import { viewOf } from './perspective.js';
import { phaseEnds, pillarReader } from './pillar-sums.js';
import { programOn } from './program-on-day.js';

/**
 * The balances of a program on a list of dates, in one pass: O((E + N·I) log M) for E changes, N dates and I initiatives.
 * The only implementation there is; one date is a sweep of one.
 * @param initiatives all of the program's, in any order
 * @param dates ascending
 * @returns one for each date; null where no balance exists
 * @throws RangeError where the dates are not in order
 */
export function sweep(
  program: ProgramState,
  initiatives: readonly InitiativeState[],
  dates: readonly LocalDate[],
  perspective: Perspective,
): (Balance | null)[] {
  if (dates.length === 0) return [];
  const days = dates.map(toDay);
  if (days.some((day, i) => i > 0 && day < days[i - 1]!)) throw new RangeError('the dates of a sweep are given in order');
  const view = viewOf(program, perspective);
  const start = toDay(program.startsOn);
  const baselines = new BaselineDates(initiatives);
  const sums = new InitiativeSums(initiatives.length, baselines, start);
  const read = pillarReader(initiatives, baselines, sums, start);
  const changes = dueChanges(initiatives, days, view);
  return dates.map((date, i) => {
    const day = days[i]!;
    for (let change = changes.begins[i]!; change < changes.begins[i + 1]!; change++) {
      const initiative = initiatives[changes.initiatives[change]!]!;
      const milestone = changes.milestones[change]!;
      sums.set(changes.initiatives[change]!, milestone, milestoneOn(initiative, initiative.milestones[milestone]!, day, view), day);
    }
    const asked = programOn(program, day, view);
    return asked ? balanceOnDay(date, program.startsOn, asked, read(day, phaseEnds(asked.plan, asked.phase))) : null;
  });
}
