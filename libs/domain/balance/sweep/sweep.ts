import { toDay, type LocalDate } from '../../calendar.js';
import type { InitiativeState } from '../../initiative/state.js';
import { allOf, type Steps } from '../../steps.js';
import type { Balance, Perspective } from '../balance.js';
import { balanceOnDay } from './balance-on-day.js';
import { BaselineDates } from './baseline-dates.js';
import { InitiativeSums } from './initiative-sums.js';
import { resolvePerspective } from '../perspective.js';
import { PhaseDemand } from './phase-demand.js';
import { pillarReader, type PillarSums } from './pillar-sums.js';
import { firstDayOf, isClosed, phaseOn, planReach, type PhaseOnDay } from './program-on-day.js';
import { sharesOf } from './share-changes.js';
import type { Shares } from '../shares.js';
import type { SweptProgram } from '../swept-program.js';

/** Runs {@link sweeping} to the end. */
export const sweep = (...over: Parameters<typeof sweeping>): readonly (Balance | null)[] => allOf(sweeping(...over));

/** How many shares, or days, one step processes: on most days nothing changes. */
const TAKEN = 500;
const DAYS = 32;

/**
 * The balances of a program on a list of dates, in one pass from its first day on over the days on which something changed: O(E log M + N·I
 * log M + S·I) for E changes, N dates, I initiatives and S days on which the scope or the phases' requirement changed. The only
 * implementation of balance; one date is a sweep of one.
 * @param initiatives all of the program's, in any order
 * @param dates ascending
 * @returns one for each date; null if there is no balance
 * @throws RangeError if the dates are not in order
 */
export const sweeping = (
  program: SweptProgram,
  initiatives: readonly InitiativeState[],
  dates: readonly LocalDate[],
  perspective: Perspective,
): Steps<readonly (Balance | null)[]> => sweepingFor(balanceOnDay, program, initiatives, dates, perspective);

/** The same sweep for something else than the balance. @param make what to make of the sums of a date; they are valid until the next one */
export function* sweepingFor<T>(
  make: (on: LocalDate, asked: PhaseOnDay, pillars: readonly PillarSums[], demand: PhaseDemand) => T,
  program: SweptProgram,
  initiatives: readonly InitiativeState[],
  dates: readonly LocalDate[],
  perspective: Perspective,
): Steps<readonly (T | null)[]> {
  if (dates.length === 0) return [];
  const days = dates.map(toDay);
  if (days.some((day, i) => i > 0 && day < days[i - 1]!)) throw new RangeError('the dates of a sweep must be in ascending order');
  const view = resolvePerspective(program, perspective);
  const first = firstDayOf(program, view);
  const last = days[days.length - 1]!;
  if (last < first) return dates.map(() => null);
  const start = toDay(program.startsOn);
  const baselines = yield* BaselineDates.of(initiatives);
  const shares = yield* sharesOf(initiatives, first, last, view, baselines, start);
  const sums = new InitiativeSums(initiatives.length, baselines, shares, start);
  const demand = new PhaseDemand(program, initiatives, baselines, sums, view, first, last);
  const read = pillarReader(program, initiatives, baselines, sums);
  const { order, begins } = inOrderOfDays(shares, last - first + 1);
  const made: (T | null)[] = [];
  let next = first;
  for (const [i, date] of dates.entries()) {
    const day = days[i]!;
    for (; next <= day; next++) {
      for (let at = begins[next - first]!; at < begins[next - first + 1]!; at++) {
        sums.take(order[at]!);
        if (at % TAKEN === 0) yield;
      }
      demand.advance(next);
      if (next % DAYS === 0) yield;
    }
    if (day < first || isClosed(program, day, view)) {
      made.push(null);
      continue;
    }
    const asked = phaseOn(program, day, view);
    made.push(make(date, asked, read(day, planReach(asked, day)), demand));
    yield;
  }
  return made;
}

/** Sorts shares by day with a counting sort; `begins` has the index of each day's first share, and the end. */
function inOrderOfDays({ slot, length }: Shares, days: number): { readonly order: Int32Array; readonly begins: Int32Array } {
  const begins = new Int32Array(days + 1);
  for (let share = 0; share < length; share++) begins[slot[share]! + 1]!++;
  for (let i = 1; i <= days; i++) begins[i]! += begins[i - 1]!;
  const next = begins.slice();
  const order = new Int32Array(length);
  for (let share = 0; share < length; share++) order[next[slot[share]!]!++] = share;
  return { order, begins };
}
