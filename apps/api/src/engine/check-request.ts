import type { DocumentNode, GraphQLSchema } from 'graphql';
import { costOf } from '../limits/cost.js';
import { LIMITS } from '../limits/limits.js';
import { tooComplex } from '../limits/validation-rules.js';

/**
 * Computes the cost of a valid document with these variables, for HTTP and WebSocket alike.
 * @throws GraphQLError if the cost exceeds a limit
 */
export function checkRequest(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const cost = costOf(schema, document, variables);
  if (cost > LIMITS.cost) throw tooComplex(`(${cost} > ${LIMITS.cost})`);
  return cost;
}
