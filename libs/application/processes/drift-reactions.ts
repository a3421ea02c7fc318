import type { StoredEvent } from '#event-sourcing/event.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { EvaluationEvent, SignalReading } from '#domain/evaluation/events.js';
import { EVENKEEL, type CommandRequest } from '../commands/command.js';

/**
 * The commands that follow from an event: for each decision of an evaluation FlagDrift or ClearDrift, always with the same commandId, at
 * the instant of the evaluation and with its import marks. Other events give no commands.
 */
export function driftReactions(event: StoredEvent): readonly CommandRequest[] {
  if (!isEvaluation(event)) return [];
  return event.data.signals.flatMap((signal) => (signal.decision === null ? [] : [reaction(event, signal, signal.decision)]));
}

export const isEvaluation = (event: StoredEvent): event is StoredEvent<EvaluationEvent> => event.type === 'BalanceEvaluated';

function reaction({ id, data, metadata }: StoredEvent<EvaluationEvent>, signal: SignalReading, decision: 'OPEN' | 'CLOSE'): CommandRequest {
  const type = decision === 'OPEN' ? 'FlagDrift' : 'ClearDrift';
  const { kind, pillar, evidence = [id] } = signal;
  const { programId, occurredAt, correlationId, importedFrom, importedBy } = metadata;
  return {
    type,
    input: { programId, evaluationId: id, on: data.on, kind, pillar, evidence, policy: data.policy },
    principal: EVENKEEL,
    commandId: uuidFrom(id, pillar, kind, type),
    correlationId,
    causationId: id,
    following: { occurredAt, ...(importedFrom === undefined ? {} : { importedFrom }), ...(importedBy === undefined ? {} : { importedBy }) },
  };
}
