import type { Principal } from '#application/commands/command.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimit } from '../limits/rate-limit.js';
import { failed, refused } from './refused.js';

/** Finds the holder of a token; undefined: the token is not valid. */
export type Verify = (token: string) => Principal | undefined | Promise<Principal | undefined>;

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
  }
}

const isWatched = (path: string): boolean => path === '/health/live' || path === '/health/ready';
const isOpen = (path: string): boolean => path === '/graphiql';

export const bearer = (header: unknown): string | undefined =>
  typeof header === 'string' ? /^Bearer +([^\s]+) *$/i.exec(header)?.[1] : undefined;

/** The key for the rate limit: the person of a valid token, otherwise the address. */
export const counted = (principal: Principal | undefined, address: string | undefined): string =>
  principal ? `person ${principal.id}` : `address ${address}`;

/**
 * Requires a token for every request before its body is read, except for health and GraphiQL's static files: a new route is closed until it
 * is opened here. Everything except health is counted by the rate limit.
 */
export function authenticate(server: FastifyInstance, verify: Verify, limit: RateLimit): void {
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0]!;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && isWatched(path)) return;
    const token = bearer(request.headers.authorization);
    let principal: Principal | undefined;
    let failure: Error | undefined;
    if (token !== undefined)
      try {
        principal = await verify(token);
      } catch (error) {
        failure = error as Error;
      }
    const wait = limit.take(counted(principal, request.ip));
    if (wait > 0) return refused(request, reply.header('retry-after', wait), 'RATE_LIMITED');
    if (failure) return failed(request, reply, failure);
    if (!principal && isRead && isOpen(path)) return;
    if (!principal) return refused(request, reply.header('www-authenticate', 'Bearer'), 'UNAUTHENTICATED');
    request.principal = principal;
  });
}
