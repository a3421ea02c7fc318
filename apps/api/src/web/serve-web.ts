import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_HEADERS } from '../http/answer-headers.js';
import { isKnown } from '../http/is-known.js';
import { refused } from '../http/refused.js';
import { PAGES } from './pages.js';
import type { WebFile, WebFolder } from './web-folder.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether anybody may read the route: it says nothing of the installation's data, and asks nothing of its stores. */
    readonly isOpen?: boolean;
  }
}

const OPEN = { config: { isOpen: true } } as const;

/** What the web app may load: its own files. 'self' in connect-src includes WebSockets of the same host (Content Security Policy 3). */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types evenkeel',
].join('; ');

const HEADERS = { ...PAGE_HEADERS, 'content-security-policy': POLICY } as const;

/** Kept, and asked about each time. */
const ASKED_ABOUT = 'no-cache';
/** The names of assets contain a hash of their content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Serves the web app: its files under their names, and its first page wherever somebody opens a page of it. Without a build of it, `/` leads
 * to the page of who is signed in. Call before other routes are added.
 */
export function serveWeb(server: FastifyInstance, web: WebFolder | undefined): void {
  if (!web) return void server.get('/', OPEN, (_request, reply) => reply.redirect('/welcome', 303));
  const { index, files } = web;
  for (const [path, file] of files) {
    const caching = path.startsWith('/assets/') ? FOR_EVER : ASKED_ABOUT;
    server.get(path, OPEN, async (request, reply) => sendFile(request, reply, file, caching));
  }
  // A page of an older build asks for assets that are gone: they must not be answered with a page.
  server.get('/assets/*', OPEN, async (request, reply) => refused(request, reply, 'NOT_FOUND'));
  server.get('/', OPEN, async (request, reply) => sendFile(request, reply, index, ASKED_ABOUT));
  for (const path of PAGES.flatMap((name) => [`/${name}`, `/${name}/*`]))
    server.get(path, OPEN, async (request, reply) => {
      void reply.header('vary', 'accept');
      if (!/\btext\/html\b/i.test(request.headers.accept ?? '')) return refused(request, reply, 'NOT_FOUND');
      return sendFile(request, reply, index, ASKED_ABOUT, 'accept, accept-encoding');
    });
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, etag, body, encoded }: WebFile,
  caching: string,
  vary = 'accept-encoding',
): FastifyReply {
  void reply.headers({ ...HEADERS, 'cache-control': caching, etag, vary });
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  void reply.type(type);
  const accepted = encodingsIn(request.headers['accept-encoding']);
  for (const [encoding, bytes] of encoded) if (accepted.has(encoding)) return reply.header('content-encoding', encoding).send(bytes);
  return reply.send(body);
}

/** The encodings that an Accept-Encoding header names and does not refuse with a quality of 0. */
function encodingsIn(header = ''): ReadonlySet<string> {
  const named = header.toLowerCase().split(',').slice(0, 20);
  return new Set(named.filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one)).map((one) => one.split(';', 1)[0]!.trim()));
}
