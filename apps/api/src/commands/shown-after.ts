import type { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { isTransient } from '#projection-engine/database/database-errors.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Performed } from './commands.js';

/** The projections that a payload with an initiative shows. */
export const INITIATIVE_VIEWS = ['programs', 'initiatives', 'journal'] as const;

/** The initiative that a command was about, as it is after it; null where there is nothing to show. */
export async function initiativeAfter(shown: Performed['shown'], context: RequestContext): Promise<InitiativeType | null> {
  const id = shown?.['initiativeId'] ?? shown?.['id'];
  return id === undefined ? null : after(context, () => context.loaders.live.initiatives.load(id as string));
}

/**
 * What a payload shows, read from the views. The command is done and has its receipt, whatever becomes of the database meanwhile: where
 * that does not answer, the answer is `pending` and shows null.
 */
export async function after<T>(context: Pick<RequestContext, 'pending'>, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!isTransient(error)) throw error;
    context.pending = true;
    return null;
  }
}
