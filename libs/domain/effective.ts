import type { LocalDate } from './calendar.js';

/** An assignment from a date on: in force on a day is the latest recorded one with effectiveOn ≤ the day. */
export interface Effective {
  readonly effectiveOn: LocalDate;
}

/** The assignment in force on the day, from a list in the order of recording. */
export const effectiveOn = <A extends Effective>(assignments: readonly A[], day: LocalDate): A | undefined =>
  assignments.findLast((assignment) => assignment.effectiveOn <= day);

/** Whether an assignment from `from` on would change nothing, because an equal one is in force on every day from then on. */
export function holdsFrom<A extends Effective>(
  assignments: readonly A[],
  from: LocalDate,
  same: (assignment: A | undefined) => boolean,
): boolean {
  const turns = [from, ...assignments.map((assignment) => assignment.effectiveOn).filter((day) => day > from)];
  return turns.every((day) => same(effectiveOn(assignments, day)));
}
