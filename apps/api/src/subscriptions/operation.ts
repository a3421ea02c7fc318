import { createHash } from 'node:crypto';
import { GraphQLError, getOperationAST, OperationTypeNode } from 'graphql';
import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { SubscribePayload } from 'graphql-ws';
import { checkRequest } from '../engine/check-request.js';
import { validDocument } from '../engine/documents.js';
import { refuseUnstorable } from '../limits/storable-text.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { TrustedDocuments } from '../engine/trusted-documents.js';
import type { SharedArgs } from './shared-subscriptions.js';

/**
 * Prepares a subscription for execution, or says why it cannot be executed: the same rules and limits as over HTTP, and only subscriptions.
 * @param gone aborted when the subscriber has left
 */
export function operationOf(
  schema: GraphQLSchema,
  documents: TrustedDocuments,
  sent: SubscribePayload,
  contextValue: RequestContext,
  gone = new AbortController(),
): SharedArgs | readonly GraphQLError[] {
  try {
    const payload = { ...sent, query: documents.textOf(sent) };
    const document = validDocument(schema, payload.query);
    if (!('kind' in document)) return document;
    // However long the answer takes, other work runs in between.
    contextValue.isLong = true;
    const shared = { contextValue, gone, asker: contextValue.principal.id, question: questionOf(payload, contextValue) };
    return { ...checked(schema, document, payload), ...shared };
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('The request is malformed.', { originalError: error as Error })];
  }
}

function checked(schema: GraphQLSchema, document: DocumentNode, payload: SubscribePayload): ExecutionArgs {
  const operation = getOperationAST(document, payload.operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw new GraphQLError('A WebSocket request must be one subscription; send queries and mutations over HTTP.');
  }
  if (operation.selectionSet.selections.some(({ directives }) => directives?.length)) {
    throw new GraphQLError('The field of a subscription is neither skipped nor included.');
  }
  const sent = payload.variables ?? {};
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], sent);
  if (errors?.[0]) throw errors[0];
  refuseUnstorable(sent);
  checkRequest(schema, document, sent);
  return { schema, document, variableValues: sent, operationName: payload.operationName ?? null };
}

/** The key under which subscriptions share their answers: those of one person with the same rights, because an answer shows what they may see and do. */
function questionOf({ query, operationName, variables }: SubscribePayload, { principal, language }: RequestContext): string {
  const { id, administrator, auditor, scope } = principal;
  const parts = [query, operationName ?? null, variables ?? {}, id, administrator, auditor, scope, language];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
