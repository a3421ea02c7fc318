import type { LocalDate } from '#domain/calendar.js';
import type { InitiativeState } from '#domain/initiative/state.js';

export interface OwnershipView {
  /** The owner; null: nobody owns the initiative. */
  readonly person: string | null;
  readonly effectiveOn: LocalDate;
  /** The day on which the next ownership begins; null: this one is in force without an end. */
  readonly until: LocalDate | null;
}

/**
 * Who owned the initiative from when to when, by date: the owner on a day is the latest recorded assignment that is effective by then. An
 * assignment that a later one replaces from its first day on is left out.
 */
export function ownershipsOf(initiative: InitiativeState): readonly OwnershipView[] {
  const stretches: OwnershipView[] = [];
  let until: LocalDate | null = null;
  for (const { owner, effectiveOn } of initiative.owners.toReversed()) {
    if (until !== null && until <= effectiveOn) continue;
    stretches.unshift({ person: owner, effectiveOn, until });
    until = effectiveOn;
  }
  return stretches;
}
