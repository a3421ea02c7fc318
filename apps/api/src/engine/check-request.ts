import type { DocumentNode, GraphQLSchema } from 'graphql';
import { costOf } from '../limits/cost.js';
import { LIMITS } from '../limits/limits.js';
import { refuseUnstorable } from '../limits/storable-text.js';
import { tooComplex } from '../limits/validation-rules.js';

/**
 * What must hold of a valid document with these variables, over HTTP and over WebSocket alike.
 * @returns what it costs @throws GraphQLError
 */
export function checkRequest(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  refuseUnstorable(variables);
  const cost = costOf(schema, document, variables);
  if (cost > LIMITS.cost) throw tooComplex(`(${cost} > ${LIMITS.cost})`);
  return cost;
}
