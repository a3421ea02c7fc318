import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inSlices } from '#async/in-slices.js';
import { keepingJson } from '#application/intake/json.js';
import { utf8Text } from '#application/intake/utf8.js';
import { LIMITS } from '../limits/limits.js';
import { jsonParser } from './json-body.js';
import { refused } from './refused.js';

/**
 * Answers a request at once if it announces a body that is too long, then discards the body. Fastify would close the connection, and a
 * client that is still writing would never see the answer.
 */
export function refuseLongBodies(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (Number(request.headers['content-length'] ?? 0) > LIMITS.bodyBytes) await refused(request, reply, 'PAYLOAD_TOO_LARGE');
  });
}

/** Reads media types in any case (RFC 9110), without changing their parameters. */
function readMediaTypes(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ headers }) => {
    const type = headers['content-type'];
    if (type !== undefined) headers['content-type'] = type.replace(/^[^;]*/, (media) => media.toLowerCase());
  });
}

/** The forms of the pages are buttons: they have no fields, and what is sent nevertheless is not read. */
const FORM_BYTES = 1_024;

/** Takes the bodies of forms and drops them. */
export const dropForms = (adapter: FastifyAdapter): void =>
  void adapter.useBodyParser('application/x-www-form-urlencoded', false, { bodyLimit: FORM_BYTES }, () => Promise.resolve(undefined));

/** Parses JSON bodies without silent changes: JSON is UTF-8 (RFC 8259), and its numbers may be longer than a double holds. */
export function parseJsonBodies(adapter: FastifyAdapter, server: FastifyInstance): void {
  readMediaTypes(server);
  const parseJson = jsonParser(server);
  adapter.useBodyParser('application/json', false, { bodyLimit: LIMITS.bodyBytes }, async (request: FastifyRequest, body: Buffer) => {
    try {
      // In a GraphQL body, only the variables can contain lines of a history.
      return parseJson(request, await inSlices(keepingJson(utf8Text(body, 'The body'), 2, LIMITS.json)));
    } catch (error) {
      throw Object.assign(error as Error, { statusCode: 400 });
    }
  });
}
