import type { DocumentNode, GraphQLSchema } from 'graphql';
import { costOf } from '../limits/cost.js';
import { LIMITS } from '../limits/limits.js';
import { tooComplex } from '../limits/validation-rules.js';

/**
 * What a valid document may cost with these variables, over HTTP and over WebSocket alike.
 * @returns what it costs @throws GraphQLError
 */
export function checkRequest(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const cost = costOf(schema, document, variables);
  if (cost > LIMITS.cost) throw tooComplex(`(${cost} > ${LIMITS.cost})`);
  return cost;
}
