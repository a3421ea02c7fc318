import { uuidFrom } from '#event-sourcing/uuid.js';
import type { LocalDate } from '#domain/calendar.js';
import { refusals, type RefusalCode } from '#domain/refusals.js';
import { EVENKEEL } from '../commands/command.js';
import type { CommandGateway } from '../commands/command-gateway.js';

/** `refused`: permanently, such as for a closed program. `later`: only for now, with the code. */
export type SundayEvaluated = { readonly what: 'done' | 'refused' } | { readonly what: 'later'; readonly code: string };

/**
 * Evaluates a Sunday of a program as Evenkeel's own principal. The command's id is derived from both, so that it is executed once whoever
 * sends it.
 * @throws EventStoreError if the store fails
 */
export async function evaluateSunday(gateway: Pick<CommandGateway, 'execute'>, programId: string, on: LocalDate): Promise<SundayEvaluated> {
  const commandId = uuidFrom(programId, on);
  const outcome = await gateway.execute({ type: 'EvaluateBalance', input: { programId, on }, principal: EVENKEEL, commandId });
  if (!('refusal' in outcome)) return { what: 'done' };
  const { code } = outcome.refusal;
  return refusals[code as RefusalCode]?.retryable ? { what: 'later', code } : { what: 'refused' };
}
