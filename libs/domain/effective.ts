import type { LocalDate } from './calendar.js';

/** Something that is assigned from a date on: on a day, the latest recorded of those with effectiveOn ≤ the day holds. */
export interface Effective {
  readonly effectiveOn: LocalDate;
}

/** The assignment that holds on the day, of a list in the order of recording. */
export const effectiveOn = <A extends Effective>(assignments: readonly A[], day: LocalDate): A | undefined =>
  assignments.findLast((assignment) => assignment.effectiveOn <= day);

/** Whether an assignment from `from` on would change nothing: on every day from then on, one that says the same already holds. */
export function holdsFrom<A extends Effective>(
  assignments: readonly A[],
  from: LocalDate,
  same: (assignment: A | undefined) => boolean,
): boolean {
  const turns = [from, ...assignments.map((assignment) => assignment.effectiveOn).filter((day) => day > from)];
  return turns.every((day) => same(effectiveOn(assignments, day)));
}
