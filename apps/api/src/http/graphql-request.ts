import { keptJson } from '#application/intake/json.js';
import type { FastifyRequest } from 'fastify';
import type { TrustedDocuments } from '../engine/trusted-documents.js';
import { GraphQLError } from 'graphql';
import type { Asked } from '../engine/operations.js';
import type { ParseJson } from './json-body.js';

type Members = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the operation of a request, from its body or, for GET, from its URL. @throws GraphQLError for what is not a GraphQL request */
export function askedBy(request: FastifyRequest, parseJson: ParseJson, documents: TrustedDocuments): Asked {
  const isSafe = request.method !== 'POST';
  const members = isSafe ? fromAddress(request, parseJson) : request.body;
  if (!isMap(members)) throw new GraphQLError('The body must be a JSON object with a query.');
  const { operationName = null, variables = null, extensions = null } = members;
  if (operationName !== null && typeof operationName !== 'string') throw new GraphQLError('"operationName" must be a string or null.');
  if (variables !== null && !isMap(variables)) throw new GraphQLError('"variables" must be an object or null.');
  if (extensions !== null && !isMap(extensions)) throw new GraphQLError('"extensions" must be an object or null.');
  return { text: documents.textOf(members), operationName, variables: variables ?? {}, isSafe, showsCost: extensions?.['cost'] === true };
}

/** Whether the encoded text is UTF-8: URLSearchParams would replace other bytes by U+FFFD. */
function isUtf8(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}

function fromAddress(request: FastifyRequest, parseJson: ParseJson): Members {
  const encoded = request.url.split('?').slice(1).join('?');
  if (!isUtf8(encoded)) throw new GraphQLError('The address must be percent-encoded UTF-8.');
  const parameters = new URLSearchParams(encoded);
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions'])
    if (parameters.getAll(name).length > 1) throw new GraphQLError(`"${name}" appears twice in the address; leave one of them out.`);
  const json = (name: string): unknown => {
    const text = parameters.get(name);
    if (text === null || text === '') return null;
    try {
      // Here the text is the variables alone, so it has one outer level less than a body.
      return parseJson(request, keptJson(text, 1));
    } catch (error) {
      throw new GraphQLError(`"${name}": ${(error as Error).message}`);
    }
  };
  return {
    query: parameters.get('query') ?? undefined,
    documentId: parameters.get('documentId') ?? undefined,
    operationName: parameters.get('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  };
}
