import { uuidFrom } from '#event-sourcing/uuid.js';
import type { LocalDate } from '#domain/calendar.js';
import { refusals, type RefusalCode } from '#domain/refusals.js';
import { EVENKEEL } from '../commands/command.js';
import type { CommandGateway } from '../commands/command-gateway.js';

/** `refused`: for good, such as of a program that was closed. `later`: for now only, with the code. */
export type SundayEvaluated = { readonly what: 'done' | 'refused' } | { readonly what: 'later'; readonly code: string };

/**
 * Evaluates a Sunday of a program in Evenkeel's own name. The command's id follows from both, so whoever does it, it is done once.
 * @throws EventStoreError where the store fails
 */
export async function evaluateSunday(gateway: Pick<CommandGateway, 'execute'>, programId: string, on: LocalDate): Promise<SundayEvaluated> {
  const commandId = uuidFrom(programId, on);
  const outcome = await gateway.execute({ type: 'EvaluateBalance', input: { programId, on }, principal: EVENKEEL, commandId });
  if (!('refusal' in outcome)) return { what: 'done' };
  const { code } = outcome.refusal;
  return refusals[code as RefusalCode]?.retryable ? { what: 'later', code } : { what: 'refused' };
}
