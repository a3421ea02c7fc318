import { GraphQLError } from 'graphql';
import type { RequestContext } from '../graphql/request-context.js';

/** What concerns the installation is for administrators. @throws GraphQLError FORBIDDEN */
export function administratorsOnly({ principal }: RequestContext): void {
  if (!principal.administrator) throw new GraphQLError('FORBIDDEN', { extensions: { code: 'FORBIDDEN' } });
}
