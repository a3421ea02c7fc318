import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ANSWER_HEADERS } from './answer-headers.js';
import { refused } from './refused.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Refuses requests without a route before their body is read: with 405 and an Allow header if another method has a route. */
export function refuseUnknownPaths(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const url = request.url.split('?', 1)[0]!;
    const allowed = METHODS.filter((method) => server.hasRoute({ method, url }));
    if (allowed.length === 0) return refused(request, reply, 'NOT_FOUND');
    return refused(request, reply.header('allow', allowed.join(', ')), 'METHOD_NOT_ALLOWED');
  });
}

/** Answers an invalid address such as `/%zz`, for which there is no route and no hook. */
export const refuseNoAddress = (_error: Error, request: FastifyRequest, reply: FastifyReply): void =>
  void refused(request, reply.headers(ANSWER_HEADERS), 'NOT_FOUND');
