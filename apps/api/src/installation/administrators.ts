import { forbidden } from '../graphql/forbidden.js';
import type { RequestContext } from '../graphql/request-context.js';

/** Allows only administrators, for operations on the whole installation. @throws GraphQLError FORBIDDEN */
export function administratorsOnly({ principal }: RequestContext): void {
  if (!principal.administrator) throw forbidden();
}
