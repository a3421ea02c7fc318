import { GraphQLError, Kind, OperationTypeNode, Source } from 'graphql';
import type { DefinitionNode, DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { MercuriusPlugin } from 'mercurius';
import { costOf } from '../limits/cost.js';
import { LIMITS } from '../limits/limits.js';
import { refuseUnstorable } from '../limits/storable-text.js';
import { tooComplex } from '../limits/validation-rules.js';
import type { RequestContext } from './request-context.js';

/** What must hold of a valid document with these variables, over HTTP and over WebSocket alike. @throws GraphQLError */
export function checkRequest(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): void {
  refuseUnstorable(variables);
  const cost = costOf(schema, document, variables);
  if (cost > LIMITS.cost) throw tooComplex(`(${cost} > ${LIMITS.cost})`);
}

const isSubscription = (definition: DefinitionNode): boolean =>
  definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION;

/** mercurius caches what it has validated; these run for every request. */
export function addRequestHooks(graphql: MercuriusPlugin): void {
  // mercurius takes JSON for a syntax tree where it cannot parse it, and would validate whatever it finds there.
  graphql.addHook('preValidation', (_schema, document) => {
    if (document?.loc?.source instanceof Source) return;
    throw new GraphQLError('The query is not written in GraphQL.');
  });

  graphql.addHook('preExecution', (schema, document, _context, variables: unknown) => {
    if (document.definitions.some(isSubscription)) throw new GraphQLError('Subscriptions are taken over WebSocket only.');
    checkRequest(schema, document, (variables ?? {}) as Readonly<Record<string, unknown>>);
  });

  graphql.addHook('onResolution', (execution: ExecutionResult & { extensions?: Record<string, unknown> }, context) => {
    if ((context as unknown as RequestContext).pending) execution.extensions = { ...execution.extensions, pending: true };
  });
}
