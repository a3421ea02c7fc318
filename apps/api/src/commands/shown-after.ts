import type { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { isTransient } from '#projection-engine/database/database-errors.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Performed } from './commands.js';

/** The projections that a payload with an initiative shows. */
export const INITIATIVE_VIEWS = ['programs', 'initiatives', 'journal'] as const;

/** The initiative after a command; null if there is nothing to show. */
export async function initiativeAfter(shown: Performed['shown'], context: RequestContext): Promise<InitiativeType | null> {
  const id = shown?.['initiativeId'] ?? shown?.['id'];
  return id === undefined ? null : after(context, () => context.loaders.live.initiatives.load(id as string));
}

/**
 * Reads what a payload shows from the views. The command is done and has its receipt even if the database fails now: then the answer is
 * `pending` and shows null.
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
