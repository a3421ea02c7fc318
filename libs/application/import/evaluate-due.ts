import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import { programDecider } from '#domain/program/decide.js';
import { programStream } from '../commands/aggregate.js';
import { evaluationStream } from '../commands/aggregates.js';
import type { CommandGateway } from '../commands/command-gateway.js';
import type { LastEvaluation } from '../ports.js';
import { evaluateSunday } from '../processes/evaluate-sunday.js';
import { dueEvaluations } from '../processes/sundays.js';
import { known } from './known-then.js';

/** How many Sundays one request evaluates at most, so that none takes long. */
const MOST = 100;

/**
 * Evaluates every due Sunday at the end of an import, before a later evaluation makes earlier dates impossible. What cannot be evaluated
 * now, the weekly schedule evaluates some minutes later.
 * @returns how many were evaluated, at most {@link MOST}; another call continues
 * @throws EventStoreError if the store fails
 */
export async function evaluateDue(
  store: EventStore,
  gateway: Pick<CommandGateway, 'execute'>,
  programId: string,
  now: string,
): Promise<number> {
  if (store.clock?.doubt?.kind === 'AHEAD') return 0;
  const program = await known(store, programStream(programId), programDecider);
  if (program.status === 'NONE') return 0;
  const last = await lastEvaluation(store, programId);
  let evaluated = 0;
  for (const on of dueEvaluations(now, { program, ...(last ? { last } : {}) }).slice(0, MOST)) {
    const { what } = await evaluateSunday(gateway, programId, on);
    if (what === 'later') break;
    if (what === 'done') evaluated++;
  }
  return evaluated;
}

async function lastEvaluation(store: EventStore, programId: string): Promise<LastEvaluation | undefined> {
  for await (const [event] of store.read(evaluationStream(programId), { direction: 'backwards', limit: 1 })) {
    if (!event) return undefined;
    const { on } = event.data as EvaluationEvent['data'];
    return { on, recordedAt: event.metadata.recordedAt };
  }
  return undefined;
}
