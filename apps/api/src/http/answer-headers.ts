import type { FastifyInstance } from 'fastify';

/** Headers that forbid guessing the content type and caching. */
export const ANSWER_HEADERS = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } as const;

/** Headers of every page: its address, which may be a secret, is told to no other site; no other window may reach into it. */
export const PAGE_HEADERS = {
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** Gives every answer these headers unless its route sets others. Call before adding hooks that answer. */
export function setAnswerHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(ANSWER_HEADERS);
    done();
  });
}
