import type { Principal } from '#application/command.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answeredErrors } from '../graphql/answered-error.js';
import { GraphQLError } from 'graphql';
import { languageOf } from './language.js';

/** Who a token stands for; undefined: nobody. */
export type Verify = (token: string) => Principal | undefined | Promise<Principal | undefined>;

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
  }
}

const isOpen = (path: string): boolean =>
  path === '/health/live' || path === '/health/ready' || path === '/graphiql' || path.startsWith('/graphiql/');

export const bearer = (header: unknown): string | undefined =>
  typeof header === 'string' ? /^Bearer +([^\s]+) *$/i.exec(header)?.[1] : undefined;

/**
 * Everything needs a token, before its body is read, but health and GraphiQL's static files: a new route is closed until someone
 * opens it here.
 */
export function authenticate(server: FastifyInstance, verify: Verify): void {
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0]!;
    if (request.method === 'GET' && isOpen(path)) return;
    const token = bearer(request.headers.authorization);
    const principal = token === undefined ? undefined : await verify(token);
    if (principal) {
      request.principal = principal;
      return;
    }
    const error = new GraphQLError('UNAUTHENTICATED', { extensions: { code: 'UNAUTHENTICATED' } });
    const errors = answeredErrors(error, languageOf(request.headers['accept-language']), '').map((answered) => answered.error);
    await reply.code(401).header('www-authenticate', 'Bearer').send({ data: null, errors });
  });
}
