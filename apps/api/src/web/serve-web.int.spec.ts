import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { fastify, type FastifyInstance } from 'fastify';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { gunzipSync, brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { setAnswerHeaders } from '../http/answer-headers.js';
import { refuseUnknownPaths } from '../http/unknown-path.js';
import { serveWeb } from './serve-web.js';
import { readWebFolder } from './web-folder.js';

const INDEX = '<!doctype html><title>Evenkeel</title>';
const SCRIPT = 'console.log("四大支柱");';
const { folder, remove } = temporaryFolder();
const address = pathToFileURL(`${folder}/`);
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let server: FastifyInstance;
beforeAll(async () => {
  Logger.overrideLogger(false);
  const files: Record<string, string> = {
    'index.html': INDEX,
    'assets/main-1a2b.js': SCRIPT,
    'assets/main-3c4d.css': 'body {}',
    'sw.js': '// worker',
    'version.json': '{"version":"1a2b"}',
    'manifest.webmanifest': '{}',
    'icon.svg': '<svg/>',
    'documents.json': '{"hash":"{ viewer { person { id } } }"}',
  };
  mkdirSync(join(folder, 'assets'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const name of ['index.html', 'assets/main-1a2b.js']) {
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(files[name]!));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(files[name]!));
  }
  server = await serving(readWebFolder(address));
});
afterAll(async () => {
  await server.close();
  remove();
});

async function serving(web: ReturnType<typeof readWebFolder>): Promise<FastifyInstance> {
  const made = fastify();
  setAnswerHeaders(made);
  refuseUnknownPaths(made);
  serveWeb(made, web);
  await made.listen({ host: '127.0.0.1', port: 0 });
  return made;
}

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Asks as a browser does, and decodes nothing. */
async function get(path: string, headers: Record<string, string> = {}, method = 'GET', from = server): Promise<Got> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(from.listeningOrigin + path, { method, headers, agent: false }, resolve);
    asked.once('error', reject).end();
  });
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

describe('the web app', () => {
  it.each([
    '/',
    '/my-work',
    '/programs/8f/pillars/CULTURE?as-of=2026-01-01',
    '/programs/new',
    '/people',
    '/initiatives/x',
    '/settings/roles',
  ])('opens at %s', async (path) => {
    const { status, headers, body } = await get(path, HTML);
    expect([status, headers['content-type'], headers['cache-control'], body.toString()]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
      INDEX,
    ]);
    expect(headers.vary).toBe(path === '/' ? 'accept-encoding' : 'accept, accept-encoding');
  });

  it('allows its own files alone, no inline script or style, no frame and no foreign window', async () => {
    const { headers } = await get('/programs/x', HTML);
    const policy = new Map(
      headers['content-security-policy']!.toString()
        .split('; ')
        .map((directive) => {
          const [name, ...sources] = directive.split(' ');
          return [name, sources.join(' ')] as const;
        }),
    );
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'manifest-src': "'self'",
      'worker-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'evenkeel',
    });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    // A worker obeys the policy that came with its own file.
    expect((await get('/sw.js')).headers['content-security-policy']).toBe(headers['content-security-policy']);
  });

  it('keeps assets for ever, and asks about everything else', async () => {
    const of = async (path: string) => {
      const { status, headers } = await get(path);
      return [status, headers['content-type'], headers['cache-control']];
    };
    const forEver = 'public, max-age=31536000, immutable';
    expect(await of('/assets/main-1a2b.js')).toEqual([200, 'text/javascript; charset=utf-8', forEver]);
    expect(await of('/assets/main-3c4d.css')).toEqual([200, 'text/css; charset=utf-8', forEver]);
    expect(await of('/sw.js')).toEqual([200, 'text/javascript; charset=utf-8', 'no-cache']);
    expect(await of('/version.json')).toEqual([200, 'application/json; charset=utf-8', 'no-cache']);
    expect(await of('/manifest.webmanifest')).toEqual([200, 'application/manifest+json; charset=utf-8', 'no-cache']);
    expect(await of('/icon.svg')).toEqual([200, 'image/svg+xml; charset=utf-8', 'no-cache']);
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['GZIP;q=1, br;q=0', 'gzip', gunzipSync],
    ['br;q=0.0, zstd', undefined, (body: Buffer) => body],
    ['identity', undefined, (body: Buffer) => body],
  ])('is sent to who accepts %j as %s', async (accepted, encoding, decode) => {
    for (const [path, text] of [
      ['/', INDEX],
      ['/assets/main-1a2b.js', SCRIPT],
    ] as const) {
      const { headers, body } = await get(path, { 'accept-encoding': accepted });
      expect([headers['content-encoding'], headers.vary, decode(body).toString()]).toEqual([encoding, 'accept-encoding', text]);
      expect(headers['content-length']).toBe(String(body.length));
    }
    // It was written without a compressed form.
    expect((await get('/icon.svg', { 'accept-encoding': accepted })).headers['content-encoding']).toBeUndefined();
  });

  it('is not sent again to who has it, in whatever encoding', async () => {
    const { headers } = await get('/review', { ...HTML, 'accept-encoding': 'br' });
    const known = await get('/review', { ...HTML, 'if-none-match': headers.etag! });
    expect([known.status, known.body.length, known.headers.etag]).toEqual([304, 0, headers.etag]);
    expect(known.headers).toMatchObject({ 'cache-control': 'no-cache', vary: 'accept, accept-encoding' });
    expect((await get('/review', { ...HTML, 'if-none-match': 'W/"another"' })).status).toBe(200);
    expect((await get('/sw.js')).headers.etag).not.toBe(headers.etag);
  });

  it('answers HEAD with the same headers', async () => {
    for (const path of ['/', '/my-work', '/assets/main-1a2b.js']) {
      const [whole, head] = [await get(path, HTML), await get(path, HTML, 'HEAD')];
      const { date: _, ...headers } = whole.headers;
      expect([head.status, head.headers, head.body.length]).toEqual([200, expect.objectContaining(headers), 0]);
    }
  });

  it.each([
    ['/assets/main-0000.js', HTML],
    ['/assets/../documents.json', HTML],
    ['/assets/%2e%2e/documents.json', HTML],
    ['/documents.json', HTML],
    ['/index.html.br', HTML],
    ['/programmes', HTML],
    ['/my-workshop', HTML],
    ['/programs/x', { accept: 'application/json' }],
    ['/programs/x', {}],
  ])('is not at %s for %j', async (path, headers) => {
    const { status, headers: answered, body } = await get(path, headers);
    expect([status, answered['cache-control']]).toEqual([404, 'no-store']);
    expect(JSON.parse(body.toString())).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('is only read', async () => {
    const { status, headers } = await get('/assets/main-1a2b.js', {}, 'POST');
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(readWebFolder(address)!.documents).toEqual(new Map([['hash', '{ viewer { person { id } } }']]));
  });

  it('leads to the page of who is signed in where it was not built', async () => {
    expect(readWebFolder(new URL('nowhere/', address))).toBeUndefined();
    const bare = await serving(undefined);
    const { status, headers } = await get('/', HTML, 'GET', bare);
    expect([status, headers.location]).toEqual([303, '/welcome']);
    expect((await get('/my-work', HTML, 'GET', bare)).status).toBe(404);
    await bare.close();
  });
});
