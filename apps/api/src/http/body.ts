import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../limits/limits.js';
import { refused } from './refused.js';

/**
 * A body that says that it is too long is answered at once and then read to nowhere. Fastify closes the connection instead, and a
 * client that is still writing never sees the answer.
 */
export function refuseLongBodies(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (Number(request.headers['content-length'] ?? 0) > LIMITS.bodyBytes) await refused(request, reply, 'PAYLOAD_TOO_LARGE');
  });
}

/** A media type is written in any case (RFC 9110); what follows it is left as it is. */
function readMediaTypes(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ headers }) => {
    const type = headers['content-type'];
    if (type !== undefined) headers['content-type'] = type.replace(/^[^;]*/, (media) => media.toLowerCase());
  });
}

/** JSON is UTF-8 (RFC 8259): decoding anything else puts U+FFFD where half of a surrogate pair, or nothing at all, was written. */
export function parseJsonBodies(adapter: FastifyAdapter, server: FastifyInstance): void {
  readMediaTypes(server);
  const parse = server.getDefaultJsonParser('error', 'error');
  adapter.useBodyParser('application/json', false, { bodyLimit: LIMITS.bodyBytes }, (request, body, done) => {
    if (isUtf8(body)) void parse(request, body.toString(), done);
    else done(Object.assign(new Error('The body is not UTF-8.'), { statusCode: 400 }), undefined);
  });
}
