import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ANSWER_HEADERS } from './answer-headers.js';
import { refused } from './refused.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** What nothing answers is refused before its body is read: with 405 where another method would be answered, and the header that says which. */
export function refuseUnknownPaths(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const url = request.url.split('?', 1)[0]!;
    const allowed = METHODS.filter((method) => server.hasRoute({ method, url }));
    if (allowed.length === 0) return refused(request, reply, 'NOT_FOUND');
    return refused(request, reply.header('allow', allowed.join(', ')), 'METHOD_NOT_ALLOWED');
  });
}

/** An address that is none, such as `/%zz`: there is no route, and no hook, for it. */
export const refuseNoAddress = (_error: Error, request: FastifyRequest, reply: FastifyReply): void =>
  void refused(request, reply.headers(ANSWER_HEADERS), 'NOT_FOUND');
