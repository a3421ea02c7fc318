import type { Circumstances } from '#event-sourcing/commands/decider.js';
import type { InitiativeEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Initiative, InitiativeState } from './state.js';

/**
 * The state as it will be once these facts are recorded: for a command of several steps, each decided on the changes of the steps before.
 * No rule reads what is unknown yet (event ids, hashes, the time of recording).
 */
export function foresee(
  state: Initiative,
  facts: readonly InitiativeEvent[],
  ids: { readonly programId: string; readonly initiativeId: string },
  at: Circumstances,
): Initiative {
  const metadata = {
    programId: ids.programId,
    actor: at.actor,
    occurredAt: at.occurredAt,
    occurredOn: at.today,
    recordedAt: at.occurredAt,
    commandId: at.commandId,
    commandHash: '',
    correlationId: at.commandId,
  };
  const stream = `initiative-${ids.initiativeId}`;
  let ahead = state;
  for (const fact of facts) {
    const revision = ahead.status === 'NONE' ? 0 : ahead.revision + 1;
    ahead = evolve(ahead, { ...fact, id: '', stream, revision, metadata });
  }
  return ahead;
}

/** Decides steps one after the other, each on the changes of the steps before; the first refusal refuses all of them. */
export function inTurn<Stopped>(
  steps: readonly ((ahead: InitiativeState) => readonly InitiativeEvent[] | Stopped)[],
  state: InitiativeState,
  at: Circumstances,
): readonly InitiativeEvent[] | Stopped {
  const facts: InitiativeEvent[] = [];
  let ahead = state;
  for (const step of steps) {
    const decision = step(ahead);
    if (!Array.isArray(decision)) return decision;
    facts.push(...(decision as readonly InitiativeEvent[]));
    ahead = foresee(ahead, decision, { programId: state.programId, initiativeId: state.id }, at) as InitiativeState;
  }
  return facts;
}
