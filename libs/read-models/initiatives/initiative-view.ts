import type { LocalDate } from '#domain/calendar.js';
import type { InitiativeState } from '#domain/initiative/state.js';

export interface OwnershipView {
  /** null: nobody. */
  readonly person: string | null;
  readonly effectiveOn: LocalDate;
  /** The day on which the next one began; null: still in force, or nothing follows. */
  readonly until: LocalDate | null;
}

/**
 * Who owned the initiative from when to when, by date: on each day the latest recorded assignment that is effective.
 * An assignment that a later one overrides from its first day on is left out.
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
