import { forbidden } from '../graphql/forbidden.js';
import type { RequestContext } from '../graphql/request-context.js';

/** What concerns the installation is for administrators. @throws GraphQLError FORBIDDEN */
export function administratorsOnly({ principal }: RequestContext): void {
  if (!principal.administrator) throw forbidden();
}
