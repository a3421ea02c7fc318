import type { Holder } from '#identity/access/holder.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimit } from '../../limits/rate-limit.js';
import { LRUCache } from 'lru-cache';
import { credentialOf, isFeed, keyOf } from './credentials.js';
import { sessionCookie } from './session-cookie.js';
import type { Front } from '../front.js';
import type { Admitted, Gate } from './gate.js';
import { failed, refused } from '../refused.js';

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Holder;
  }
}

const isWatched = (path: string): boolean => path === '/health/live' || path === '/health/ready';
/** Pages for people who are not in yet, or whose browser shows them before they are. */
const isPage = (path: string): boolean => /^\/(graphiql|welcome|sign-out|sign-in(\/[a-z]*)?|invitation\/[^/]*)$/.test(path);

const isLink = (path: string): boolean => path.startsWith('/invitation/');

/** The key for the rate limit: the person of a valid credential, otherwise the address. */
export const counted = (principal: Holder | undefined, address: string | undefined): string =>
  principal ? `person ${principal.id}` : `address ${address}`;

/** How often a browser gets its cookie anew, so that it lasts for 30 days after the last visit. */
const RENEWED_MS = 86_400_000;
const MOST_RENEWED = 10_000;

/** Remembers which cookies were sent anew lately. */
class Renewals {
  private readonly done = new LRUCache<string, true>({ max: MOST_RENEWED, ttl: RENEWED_MS });

  isDue(key: string): boolean {
    if (this.done.has(key)) return false;
    this.done.set(key, true);
    return true;
  }
}

/**
 * Requires a credential for every request before its body is read, except for health, pages and the files of the web app: a new route is
 * closed until it is opened here or by its `isOpen`. Everything except health and those files is counted by the rate limit.
 */
export function authenticate(server: FastifyInstance, gate: Gate, limit: RateLimit): void {
  const renewals = new Renewals();
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0]!;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && (isWatched(path) || request.routeOptions.config?.isOpen)) return;
    const { authorization, cookie } = request.headers;
    const credential = credentialOf({ url: request.url, isRead, authorization, cookie }, gate.front.isSecure);
    let admitted: Admitted | undefined;
    let failure: Error | undefined;
    if (credential)
      try {
        admitted = await gate.admit(credential, request.ip);
      } catch (error) {
        failure = error as Error;
      }
    const principal = typeof admitted === 'object' && 'holder' in admitted ? admitted.holder : undefined;
    const wait = Math.max(
      limit.take(counted(principal, request.ip)),
      isLink(path) ? gate.failures.waitForAddress(request.ip) : 0,
      typeof admitted === 'object' && 'wait' in admitted ? admitted.wait : 0,
    );
    if (wait > 0) return refused(request, reply.header('retry-after', wait), 'RATE_LIMITED');
    if (failure) return failed(request, reply, failure);
    if (principal) request.principal = principal;
    if (principal && credential?.kind === 'session' && renewals.isDue(keyOf(credential)))
      void reply.header('set-cookie', sessionCookie(credential.secret, gate.front.isSecure));
    // A browser adds its cookie to what a page of another site sends, too.
    if (!isRead && (credential?.kind === 'session' || isPage(path)) && !isFromHere(request, gate.front))
      return refused(request, reply, 'CROSS_ORIGIN');
    if (!principal && !isPage(path))
      return refused(
        request,
        reply.header('www-authenticate', isFeed(path) ? 'Basic realm="Evenkeel", charset="UTF-8"' : 'Bearer'),
        'UNAUTHENTICATED',
      );
  });
  // Who tries links that nobody made is slowed like who tries tokens.
  server.addHook('onResponse', (request, reply, done) => {
    if (reply.statusCode === 404 && isLink(request.url)) gate.failures.failedFrom(request.ip);
    done();
  });
}

/** Whether a page of this origin sent the request: browsers name the origin of every POST. */
const isFromHere = ({ raw }: FastifyRequest, front: Front): boolean => raw.headers.origin !== undefined && front.isSameOrigin(raw);
