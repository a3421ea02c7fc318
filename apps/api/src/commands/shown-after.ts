import type { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Performed } from './commands.js';

/** The projections that a payload with an initiative shows. */
export const INITIATIVE_VIEWS = ['programs', 'initiatives', 'journal'] as const;

/** The initiative that a command was about, as it is after it; null where there is nothing to show. */
export async function initiativeAfter(shown: Performed['shown'], context: RequestContext): Promise<InitiativeType | null> {
  const id = shown?.['initiativeId'] ?? shown?.['id'];
  return id === undefined ? null : context.loaders.live.initiatives.load(id as string);
}
