import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { costOf } from '../limits/cost.js';
import { LIMITS } from '../limits/limits.js';
import { tooComplex } from '../limits/validation-rules.js';

/**
 * Computes the cost of a valid document with these variables, for HTTP and WebSocket alike.
 * @param context learns the cost, for an answer that shows it
 * @throws GraphQLError if the cost exceeds a limit
 */
export function checkRequest(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  context?: RequestContext,
): number {
  const cost = costOf(schema, document, variables);
  if (context) context.cost = { asked: cost, limit: LIMITS.cost };
  if (cost > LIMITS.cost) throw tooComplex(`(${cost} > ${LIMITS.cost})`);
  return cost;
}
