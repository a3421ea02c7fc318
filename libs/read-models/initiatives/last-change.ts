import type { StoredEvent } from '#event-sourcing/event.js';
import { evolve } from '#domain/initiative/evolve.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { noInitiative, standingAchievement, type InitiativeState, type Milestone, type NoInitiative } from '#domain/initiative/state.js';

/** When something changed last: the instant at which its last change became known. */
interface Changed {
  readonly changedAt: string;
}

export type ChangedMilestone = Milestone & Changed;

/** An initiative as its document keeps it: with the instants at which it and each milestone changed last. */
export type ChangedInitiative = Omit<InitiativeState, 'milestones'> & Changed & { readonly milestones: readonly ChangedMilestone[] };

export type InitiativeDocument = NoInitiative | ChangedInitiative;

/** The document after one more event: the state, and what the event changed is stamped with the event's instant. */
export function evolveDocument(document: InitiativeDocument | undefined, event: StoredEvent): InitiativeDocument {
  const before = document ?? (noInitiative as NoInitiative);
  const after = evolve(before, event as StoredEvent<InitiativeEvent>);
  if (after.status === 'NONE') return after;
  const changedAt = event.metadata.occurredAt;
  return { ...after, changedAt, milestones: stamped(before, after, changedAt) };
}

/** Milestones that are the same object have not changed; cancelling and reopening an initiative changes those that are not achieved. */
function stamped(before: InitiativeDocument, after: InitiativeState, changedAt: string): readonly ChangedMilestone[] {
  const milestones = before.status === 'NONE' ? [] : before.milestones;
  const withdrawn = before.status !== 'NONE' && before.cancellations !== after.cancellations;
  if (!withdrawn && after.milestones === milestones) return milestones;
  return after.milestones.map((milestone, i) => {
    const known = milestones[i];
    if (known && known === milestone && !(withdrawn && !standingAchievement(milestone))) return known;
    return { ...milestone, changedAt };
  });
}
