import { toDay, type DayNumber, type LocalDate } from '../../calendar.js';
import type { Achievement, InitiativeState, Milestone, Withdrawal } from '../../initiative/state.js';

/**
 * The first day on which the balances of a program may differ, under either perspective, after an initiative changed: the balances of
 * earlier days are identical to the last digit.
 * @returns Infinity if no balance depends on the change; -Infinity if the answer is unknown: another initiative, or one with other
 * milestones or baselines, because a sweep adds up its sums by baseline date
 */
export function changedFrom(before: InitiativeState, after: InitiativeState): DayNumber {
  if (before === after) return Infinity;
  if (before.id !== after.id || before.milestones.length !== after.milestones.length) return -Infinity;
  let day = Math.min(
    fromVersions(before.weights, after.weights),
    fromVersions(before.pillars, after.pillars),
    fromWithdrawals(before.cancellations, after.cancellations),
  );
  for (let i = 0; i < after.milestones.length; i++) day = Math.min(day, milestoneChangedFrom(before.milestones[i]!, after.milestones[i]!));
  return day;
}

function milestoneChangedFrom(before: Milestone, after: Milestone): DayNumber {
  if (before === after) return Infinity;
  const isOther = before.id !== after.id || before.plannedOn !== after.plannedOn;
  if (isOther || differing(before.baselines, after.baselines).length > 0) return -Infinity;
  return Math.min(
    fromVersions(before.weights, after.weights),
    firstOf(differing(before.reschedules, after.reschedules).map(({ since }) => since)),
    fromAchievements(before.achievements, after.achievements),
    fromWithdrawals(before.descopings, after.descopings),
    fromWithdrawals(before.releases, after.releases),
  );
}

/** A change of the first version concerns all days, because it also applies before its date. */
const fromVersions = <T extends { readonly since: LocalDate }>(before: readonly T[], after: readonly T[]): DayNumber =>
  differing(before.slice(0, 1), after.slice(0, 1)).length > 0 ? -Infinity : firstOf(differing(before, after).map(({ since }) => since));

/** Under AS_KNOWN_NOW a reopened achievement never counted. */
const fromAchievements = (before: readonly Achievement[], after: readonly Achievement[]): DayNumber =>
  firstOf(differing(before, after).flatMap(({ on, known }) => [on, known]));

const fromWithdrawals = (before: readonly Withdrawal[], after: readonly Withdrawal[]): DayNumber =>
  firstOf(differing(before, after).map(({ from }) => from));

const firstOf = (dates: readonly LocalDate[]): DayNumber => dates.reduce((first, date) => Math.min(first, toDay(date)), Infinity);

/** The entries of two lists from the first difference on. */
function differing<T extends object>(before: readonly T[], after: readonly T[]): readonly T[] {
  if (before === after) return [];
  let same = 0;
  while (same < before.length && same < after.length && isSame(before[same]!, after[same]!)) same++;
  return [...before.slice(same), ...after.slice(same)];
}

function isSame<T extends object>(one: T, other: T): boolean {
  if (one === other) return true;
  const keys = Object.keys(one) as (keyof T)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
