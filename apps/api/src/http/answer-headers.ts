import type { FastifyInstance } from 'fastify';

/** It is of the type that it names, and it is kept nowhere. */
export const ANSWER_HEADERS = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } as const;

/** Gives every answer these headers unless its route says otherwise. To be added before the hooks that answer. */
export function setAnswerHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(ANSWER_HEADERS);
    done();
  });
}
