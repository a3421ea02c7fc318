import { toDay, type LocalDate } from '../calendar.js';
import type { InitiativeState } from '../initiative/state.js';
import type { Balance, Perspective } from './balance.js';
import { balanceOnDay } from './balance-on-day.js';
import { BaselineDates } from './baseline-dates.js';
import { InitiativeSums } from './initiative-sums.js';
import { viewOf } from './perspective.js';
import { phaseEnds, pillarReader } from './pillar-sums.js';
import { programOn } from './program-on-day.js';
import { sharesOf } from './share-changes.js';
import type { Shares } from './shares.js';
import type { SweptProgram } from './swept-program.js';

/** {@link sweeping}, all at once. */
export const sweep = (...over: Parameters<typeof sweeping>): (Balance | null)[] => [...sweeping(...over)];

/**
 * The balances of a program on a list of dates, in one pass: O((E + N·I) log M) for E changes, N dates and I initiatives.
 * The only implementation there is; one date is a sweep of one. It may be left alone between two dates.
 * @param initiatives all of the program's, in any order
 * @param dates ascending
 * @returns one for each date; null where no balance exists
 * @throws RangeError where the dates are not in order
 */
export function* sweeping(
  program: SweptProgram,
  initiatives: readonly InitiativeState[],
  dates: readonly LocalDate[],
  perspective: Perspective,
): Generator<Balance | null, void> {
  if (dates.length === 0) return;
  const days = dates.map(toDay);
  if (days.some((day, i) => i > 0 && day < days[i - 1]!)) throw new RangeError('the dates of a sweep are given in order');
  const view = viewOf(program, perspective);
  const baselines = new BaselineDates(initiatives);
  const shares = sharesOf(program, initiatives, days, view, baselines);
  const sums = new InitiativeSums(initiatives.length, baselines, shares);
  const read = pillarReader(program, initiatives, baselines, sums);
  const { order, begins } = inOrderOfDates(shares, dates.length);
  for (const [i, date] of dates.entries()) {
    for (let at = begins[i]!; at < begins[i + 1]!; at++) sums.take(order[at]!);
    const asked = programOn(program, days[i]!, view);
    yield asked ? balanceOnDay(date, program.startsOn, asked, read(days[i]!, phaseEnds(asked.plan, asked.phase))) : null;
  }
}

/** A counting sort; `begins` tells where the shares of each date begin, with one more at the end. */
function inOrderOfDates({ slot, length }: Shares, dates: number): { readonly order: Int32Array; readonly begins: Int32Array } {
  const begins = new Int32Array(dates + 1);
  for (let share = 0; share < length; share++) begins[slot[share]! + 1]!++;
  for (let i = 1; i <= dates; i++) begins[i]! += begins[i - 1]!;
  const next = begins.slice();
  const order = new Int32Array(length);
  for (let share = 0; share < length; share++) order[next[slot[share]!]!++] = share;
  return { order, begins };
}
