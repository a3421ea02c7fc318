import type { FastifyInstance } from 'fastify';
import { refused } from './refused.js';

/** Refuses a body (415) whose headers say that it is compressed or not UTF-8, instead of judging by its bytes. */
export function refuseOtherEncodings(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const { 'content-encoding': encoding = 'identity', 'content-type': type = '' } = request.headers;
    if (encoding.trim().toLowerCase() !== 'identity') {
      return refused(request, reply.header('accept-encoding', 'identity'), 'UNSUPPORTED_MEDIA_TYPE');
    }
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1] ?? 'utf-8';
    if (!/^utf-?8$/i.test(charset)) return refused(request, reply, 'UNSUPPORTED_MEDIA_TYPE');
  });
}
