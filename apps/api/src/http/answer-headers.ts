import type { FastifyInstance } from 'fastify';

/** Headers that forbid guessing the content type and caching. */
export const ANSWER_HEADERS = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } as const;

/** Gives every answer these headers unless its route sets others. Call before adding hooks that answer. */
export function setAnswerHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(ANSWER_HEADERS);
    done();
  });
}
