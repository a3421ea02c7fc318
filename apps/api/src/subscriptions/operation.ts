import { createSourceEventStream, execute, GraphQLError, getOperationAST, OperationTypeNode } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import { mapAsyncIterator } from 'graphql/execution/mapAsyncIterator.js';
import { getVariableValues } from 'graphql/execution/values.js';
import type { SubscribePayload } from 'graphql-ws';
import { checkRequest } from '../engine/check-request.js';
import { validDocument } from '../engine/documents.js';
import type { RequestContext } from '../graphql/request-context.js';

/** A subscription ready to be executed, or why it cannot be: the same rules and limits as over HTTP, and nothing but subscriptions. */
export function operationOf(
  schema: GraphQLSchema,
  payload: SubscribePayload,
  contextValue: RequestContext,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = validDocument(schema, payload.query);
    return 'kind' in document ? { ...checked(schema, document, payload), contextValue } : document;
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('The request is malformed.', { originalError: error as Error })];
  }
}

function checked(schema: GraphQLSchema, document: DocumentNode, payload: SubscribePayload): ExecutionArgs {
  const operation = getOperationAST(document, payload.operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw new GraphQLError('Only one subscription is taken over WebSocket; send queries and mutations over HTTP.');
  }
  if (operation.selectionSet.selections.some(({ directives }) => directives?.length)) {
    throw new GraphQLError('The field of a subscription is neither skipped nor included.');
  }
  const sent = payload.variables ?? {};
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], sent);
  if (errors?.[0]) throw errors[0];
  checkRequest(schema, document, sent);
  return { schema, document, variableValues: sent, operationName: payload.operationName ?? null };
}

/** Like graphql's `subscribe`, but what one event loaded is forgotten before the next: each answer reads the views anew. */
export async function subscribeFresh(args: ExecutionArgs): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const events = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in events)) return events;
  // No generator of our own: it would let a subscriber leave only after the next event, and keep listening until then.
  return mapAsyncIterator(events, (event): Promise<ExecutionResult> | ExecutionResult => {
    (args.contextValue as RequestContext).renew();
    return execute({ ...args, rootValue: event });
  });
}
