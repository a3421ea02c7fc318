import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { configurationFrom } from '#application/starting/configuration.js';
import { createApp, type RunningApp } from '../../../apps/api/src/create-app.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { TOKEN, type Answer } from '../api-under-test.js';

const { folder, remove } = temporaryFolder();
const QUERY = JSON.stringify({ query: '{ viewer { person { id } } }' });
const MOST = 200;
let app: RunningApp;
let logged: string[] = [];
let started: string[] = [];

beforeAll(async () => {
  const variables = { PORT: '0', EVENKEEL_DATA: folder, EVENKEEL_ADMIN_TOKEN: TOKEN, EVENKEEL_RATE_LIMIT: `${MOST}` };
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  app = await createApp(configurationFrom(variables), log, {}, pathToFileURL(join(folder, 'no-web/')));
  started = logged;
});
afterAll(async () => {
  await app.close();
  remove();
});

const asked = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
    body,
  });
const codeOf = async (response: Response): Promise<string | undefined> => ((await response.json()) as Answer).errors?.[0]?.extensions.code;

/** A connection reset also counts as closing. */
const closing = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));

function dial(): Socket {
  const { port, hostname } = new URL(app.url);
  return connect(Number(port), hostname.replace(/[[\]]/g, '')).on('error', () => undefined);
}

describe('an api beside which no web app was built', () => {
  it('says so once, and leads people to the page of who is signed in', async () => {
    expect(started.filter((line) => line.includes('the web app is not built'))).toHaveLength(1);
    const answer = await fetch(app.url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([303, '/welcome', '']);
  });
});

describe('an answer', () => {
  it.each(['/health/live', '/metrics', '/nothing', '/%zz', '/graphql'])(
    'at %s is of the type that it names and is kept nowhere',
    async (path) => {
      const { headers } = await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });
      expect([headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual(['nosniff', 'no-store']);
    },
  );

  it('to a query and to nobody likewise', async () => {
    for (const { headers } of [await asked(QUERY), await asked(QUERY, { authorization: 'Bearer wrong' })])
      expect([headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual(['nosniff', 'no-store']);
  });

  it('that is a page is shown in no other, and sends its forms nowhere', async () => {
    const { headers, body } = await fetch(`${app.url}/graphiql`);
    // An unread body would keep its connection open.
    await body!.cancel();
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'; base-uri 'none'; form-action 'none'$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('a body', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>]>([
    ['gzip', gzipSync(QUERY), { 'content-encoding': 'gzip' }],
    ['nothing, by its name', QUERY, { 'content-encoding': 'br' }],
    ['UTF-16', Buffer.from(QUERY, 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }],
    ['Latin-1', QUERY, { 'content-type': 'application/json;charset="ISO-8859-1"' }],
  ])('in %s is refused for that', async (_, body, headers) => {
    const response = await asked(body, { ...headers, 'accept-language': 'zh-CN' });
    expect(response.status).toBe(415);
    expect(((await response.json()) as Answer).errors).toEqual([
      { message: '请以未压缩的 UTF-8 编码 JSON 发送请求正文。', extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
    ]);
  });

  it.each([{ 'content-encoding': 'identity' }, { 'content-type': 'application/json; charset="UTF-8"' }])(
    'as %j is read',
    async (headers) => {
      expect((await asked(QUERY, headers)).status).toBe(200);
    },
  );

  it('without an end and without a token is not read for long', async () => {
    const socket = dial();
    const answer = text(socket).catch(() => 'reset');
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
    const closed = closing(socket);
    const more = setInterval(() => socket.write(`400\r\n${'x'.repeat(1_024)}\r\n`), 5);
    await closed;
    clearInterval(more);
    expect(await answer).toMatch(/^HTTP\/1\.1 401 |^reset$/);
  });
});

describe('the log', () => {
  it.each<[string, string]>([
    ['BAD_PAGE_SIZE', '{ programs(first: 500) { totalCount } }'],
    ['FIRST_AND_LAST', '{ programs(first: 1, last: 1) { totalCount } }'],
    ['FIRST_AND_LAST', '{ milestones(first: 1, last: 1) { totalCount } }'],
    ['BAD_CURSOR', '{ programs(first: 5, after: "x") { totalCount } }'],
    ['DATE_IN_FUTURE', '{ program(id: "018f3f3e-0000-7000-8000-000000000000", asOf: "2199-01-01T00:00:00Z") { id } }'],
    ['BAD_USER_INPUT', '{ nothing }'],
  ])('holds a client’s %s as no error and without a stack, and it is counted', async (code, query) => {
    const counted = async (): Promise<number> => {
      const metrics = await (await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
      return Number(new RegExp(`^evenkeel_errors_answered_total\\{code="${code}"\\} (\\d+)$`, 'm').exec(metrics)?.[1] ?? 0);
    };
    const before = await counted();
    logged = [];
    expect(await codeOf(await asked(JSON.stringify({ query })))).toBe(code);
    const lines = logged.map((line) => JSON.parse(line) as { level: number; code?: string });
    expect(lines.filter(({ level }) => level > 30)).toEqual([]);
    expect(lines.find((line) => line.code === code)).toMatchObject({ level: 20 });
    expect(logged.join('')).not.toContain('    at ');
    expect(await counted()).toBe(before + 1);
  });
});

// Runs last: afterwards this address gets no more answers without a token.
describe('GraphiQL', () => {
  it('that is asked for 150 times and never read holds one page in memory', async () => {
    await (await fetch(`${app.url}/graphiql`)).arrayBuffer();
    const socket = dial().pause();
    const before = process.memoryUsage();
    const closed = closing(socket);
    socket.write('GET /graphiql HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(150));
    await (await fetch(`${app.url}/health/live`)).text();
    const { rss, arrayBuffers } = process.memoryUsage();
    expect(arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024);
    expect(rss - before.rss).toBeLessThan(256 * 1024 * 1024);
    socket.resume();
    await closed;
  });

  it('is counted by the rate limit', async () => {
    let last = 200;
    for (let n = 0; n <= MOST && last === 200; n++) last = (await fetch(`${app.url}/graphiql`, { method: 'HEAD' })).status;
    expect(last).toBe(429);
    expect((await asked(QUERY)).status).toBe(200);
  });
});
