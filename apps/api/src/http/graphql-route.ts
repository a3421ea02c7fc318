import { TrustedDocuments } from '../engine/trusted-documents.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { refusal, type Answer, type Operations } from '../engine/operations.js';
import type { ContextFactory } from '../graphql/context-factory.js';
import type { RequestContext } from '../graphql/request-context.js';
import { askedBy } from './graphql-request.js';
import { closing } from './closing.js';
import { isKnown } from './is-known.js';
import { jsonParser } from './json-body.js';
import { answerTypeOf, type AnswerType } from './answer-type.js';

/** Browsers ask for permission (CORS preflight) before they let a page of another origin send this header. */
const PREFLIGHT_HEADER = 'x-evenkeel-preflight';

/** Serves GraphQL over HTTP at a path. */
export function serveGraphql(
  server: FastifyInstance,
  path: string,
  operations: Operations,
  contexts: Pick<ContextFactory, 'make'>,
  documents = new TrustedDocuments(),
): void {
  const parseJson = jsonParser(server);
  const answer = async (request: FastifyRequest, context: RequestContext, type: AnswerType | undefined): Promise<Answer> => {
    if (!type) return refusal([new GraphQLError('NOT_ACCEPTABLE', { extensions: { code: 'NOT_ACCEPTABLE' } })], context);
    try {
      refuseForgery(request);
      return await operations.answer(askedBy(request, parseJson, documents), context);
    } catch (error) {
      return refusal([error as Error], context);
    }
  };
  server.route({
    method: ['GET', 'POST'],
    url: path,
    // Fastify calls this for a body that could not be read.
    errorHandler: (error, request, reply) => {
      const { 'accept-language': language, accept } = request.headers;
      const context = contexts.make(request.principal!, language, { gone: () => closing(reply.raw), address: request.ip });
      void write(request, reply, answerTypeOf(accept) ?? 'application/json', refusal([error], context));
    },
    handler: async (request, reply) => {
      const { 'accept-language': language, accept } = request.headers;
      const type = answerTypeOf(accept);
      const context = contexts.make(request.principal!, language, { gone: () => closing(reply.raw), address: request.ip });
      return write(request, reply, type ?? 'application/json', await answer(request, context, type));
    },
  });
}

/** @throws GraphQLError for a request that a page of another origin could send without a preflight (CSRF) */
function refuseForgery({ headers, method }: FastifyRequest): void {
  if (headers['content-type']?.split(';', 1)[0]?.trim() === 'application/json' || headers[PREFLIGHT_HEADER] !== undefined) return;
  const message = `The content-type must be application/json, or a header ${PREFLIGHT_HEADER} must be sent.`;
  throw Object.assign(new Error(message), { statusCode: method === 'POST' ? 415 : 400 });
}

function write(request: FastifyRequest, reply: FastifyReply, type: AnswerType, answer: Answer): FastifyReply {
  const { status, body, allow, retryAfter } = answer;
  void reply.code(status).header('content-type', `${type}; charset=utf-8`).header('vary', 'authorization, cookie, accept-language, accept');
  if (allow !== undefined) void reply.header('allow', allow);
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  if (request.method === 'POST') return reply.send(body);
  const { etag } = answer;
  if (etag === undefined) return reply.header('cache-control', 'no-store').send(body);
  // Clients may cache the answer but must revalidate it each time.
  void reply.header('cache-control', 'private, no-cache').header('etag', etag);
  return isKnown(request.headers['if-none-match'], etag) ? reply.code(304).removeHeader('content-type').send() : reply.send(body);
}
