import { isUnlimited } from '#application/commands/policy.js';
import { forbidden } from '../graphql/forbidden.js';
import type { RequestContext } from '../graphql/request-context.js';

/** Allows only administrators, for operations on the whole installation, and no limited access token. @throws GraphQLError FORBIDDEN */
export function administratorsOnly({ principal }: RequestContext): void {
  if (!principal.administrator || !isUnlimited(principal)) throw forbidden();
}
