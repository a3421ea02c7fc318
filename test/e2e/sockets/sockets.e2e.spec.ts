import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { connect as dial, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { LIMITS } from '../../../apps/api/src/limits/limits.js';
import { Changes } from '../../../apps/api/src/subscriptions/changes.js';
import { ApiUnderTest, TOKEN } from '../api-under-test.js';

let api: ApiUnderTest;
const open = new Set<WebSocket | Socket>();
const written: unknown[] = [];

beforeAll(async () => {
  api = await ApiUnderTest.start();
});
afterEach(() => {
  for (const one of open)
    if (one instanceof WebSocket) one.terminate();
    else one.destroy();
  open.clear();
});
afterAll(() => api.close());

const address = (): { port: number; host: string } => {
  const { port, hostname } = new URL(api.url);
  return { port: Number(port), host: hostname.replace(/[[\]]/g, '') };
};

/** A connection for raw bytes. */
function raw(): Socket {
  const socket = dial(address());
  open.add(socket);
  return socket;
}

async function socketTo(headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  open.add(socket);
  await once(socket, 'open');
  return socket;
}

async function acknowledged(): Promise<WebSocket> {
  const socket = await socketTo();
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } }));
  await once(socket, 'message');
  return socket;
}

const closing = async (socket: WebSocket): Promise<[number, string]> => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return [code, reason.toString()];
};

/** How many sockets the server has open. */
const connections = (): Promise<number> =>
  new Promise((resolve, reject) =>
    api.app.nest.getHttpServer().getConnections((error: Error | null, count: number) => (error ? reject(error) : resolve(count))),
  );

describe('a socket', () => {
  it('whose client breaks the protocol writes nothing to the console, and is told the protocol’s code', async () => {
    const spies = (['error', 'warn', 'log'] as const).map((name) =>
      jest.spyOn(console, name).mockImplementation((...all) => void written.push(all)),
    );
    try {
      const malformed = await acknowledged();
      const ended = closing(malformed);
      // A frame with a reserved bit that was not negotiated.
      (malformed as unknown as { _socket: Socket })._socket.write(Buffer.from([0xf1, 0x80, 1, 2, 3, 4]));
      expect(await ended).toEqual([1002, expect.any(String)]);

      const long = await acknowledged();
      long.send('x'.repeat(LIMITS.messageBytes + 1));
      expect(await closing(long)).toEqual([1009, '']);

      const backwards = await acknowledged();
      backwards.send('{"type":"connection_ack"}');
      expect(await closing(backwards)).toEqual([4400, 'Invalid message received']);
      expect(written).toEqual([]);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });

  it('that subscribes twice under an id of 100 characters is closed with the protocol’s code and a reason that fits', async () => {
    const socket = await acknowledged();
    const id = '平'.repeat(100);
    const subscribe = JSON.stringify({ id, type: 'subscribe', payload: { query: 'subscription { driftChanged { id } }' } });
    socket.send(subscribe);
    socket.send(subscribe);
    expect(await closing(socket)).toEqual([4409, expect.stringMatching(/^Subscriber for 平+…$/)]);
  });

  it.each(['ping frames', 'ping messages'])('that sends %s without end is closed, before it says who it is', async (kind) => {
    const socket = await socketTo();
    const ended = closing(socket);
    let pongs = 0;
    socket.on('pong', () => pongs++).on('message', () => pongs++);
    // Send ten times the limit; even more could take longer than the time limit for clients that say nothing.
    for (let n = 0; n < 10 * LIMITS.messagesBeforeInit; n++)
      if (kind === 'ping frames') socket.ping('x'.repeat(125));
      else socket.send(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(60_000) } }));
    expect(await ended).toEqual([4429, 'Too many messages']);
    expect(pongs).toBe(LIMITS.messagesBeforeInit);
  });

  it('that sends more messages than it may is closed', async () => {
    const socket = await acknowledged();
    for (let n = 0; n < LIMITS.messageBurst + 100; n++) socket.send('{"type":"ping"}');
    expect(await closing(socket)).toEqual([4429, 'Too many messages']);
  });

  it('that subscribes to more than it may is closed', async () => {
    const socket = await acknowledged();
    const ended = closing(socket);
    const query = 'subscription { driftChanged { id } }';
    for (let n = 0; n <= LIMITS.subscriptions; n++) socket.send(JSON.stringify({ id: `${n}`, type: 'subscribe', payload: { query } }));
    expect(await ended).toEqual([4429, 'Too many subscriptions']);
  });

  it('of an address of which nobody is known goes for a newer one, when there are too many; that one may still say who it is', async () => {
    const first = await socketTo();
    const ended = closing(first);
    for (let n = 1; n < LIMITS.sockets.early; n++) await socketTo();
    expect(first.readyState).toBe(WebSocket.OPEN);
    const last = await acknowledged();
    expect(await ended).toEqual([4429, 'Too many connections']);
    const answered = once(last, 'message');
    last.send('{"type":"ping"}');
    expect(JSON.parse(String((await answered)[0]))).toEqual({ type: 'pong' });
  });

  it('of a person who has too many is closed; where another has closed, it is not', async () => {
    const before: WebSocket[] = [];
    while (before.length < LIMITS.sockets.perPerson) before.push(await acknowledged());
    const more = await socketTo();
    const ended = closing(more);
    more.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } }));
    expect(await ended).toEqual([4429, 'Too many connections']);
    before[0]!.close();
    await once(before[0]!, 'close');
    expect((await acknowledged()).readyState).toBe(WebSocket.OPEN);
  });

  it('that completes what it subscribed to at once is told nothing of it, and nobody listens for it', async () => {
    const socket = await acknowledged();
    const listening = jest.spyOn(api.app.nest.get(Changes), 'of');
    const told: unknown[] = [];
    socket.on('message', (data: Buffer) => told.push(JSON.parse(data.toString())));
    const pong = once(socket, 'message');
    // One chunk of bytes: every message arrives before the first is handled.
    const stream = (socket as unknown as { readonly _socket: Socket })._socket;
    stream.cork();
    for (let n = 0; n < 100; n++) {
      socket.send(JSON.stringify({ id: `${n}`, type: 'subscribe', payload: { query: `subscription { driftChanged { id } } # ${n}` } }));
      socket.send(JSON.stringify({ id: `${n}`, type: 'complete' }));
    }
    socket.send('{"type":"ping"}');
    stream.uncork();
    await pong;
    expect(told).toEqual([{ type: 'pong' }]);
    for (const { value } of listening.mock.results) expect(await (value as AsyncIterator<unknown>).next()).toEqual({ done: true });
    listening.mockRestore();
  });

  it('that reads nothing is cut before what it leaves unread fills the memory', async () => {
    const socket = await acknowledged();
    socket.pause();
    const ended = once(socket, 'close');
    const before = await connections();
    const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(60_000) } });
    for (let n = 0; n < LIMITS.messageBurst - 10; n++) socket.send(ping);
    // Of 17 MB of answers the server buffers a megabyte, and the operating system some more.
    while ((await connections()) === before) await new Promise((resolve) => setImmediate(resolve));
    socket.resume();
    expect((await ended)[0]).toBe(1006);
  });
});

describe('a page', () => {
  it.each([
    ['of another address', () => 'https://elsewhere.example'],
    ['that hides where it is from', () => 'null'],
    ['of another port', () => 'http://localhost:1'],
  ])('%s opens no socket', async (_, origin) => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { origin: origin() } });
    open.add(socket);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toMatch(/403/);
  });

  it('of this address does', async () => {
    expect((await socketTo({ origin: api.url })).readyState).toBe(WebSocket.OPEN);
  });

  it('ends no process when it resets its connection', async () => {
    const { host } = new URL(api.url);
    const request = `GET /graphql HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\norigin: http://elsewhere.example\r\n\r\n`;
    for (const reset of ['before the answer', 'after the answer']) {
      const taken = once(api.app.nest.getHttpServer(), 'connection') as Promise<[Socket]>;
      const socket = raw().on('error', () => undefined);
      const [held] = await taken;
      // An unhandled error would be thrown in the process and fail this test.
      const gone = new Promise((resolve) => held.once('close', resolve));
      socket.write(request);
      if (reset === 'after the answer') await once(socket, 'data');
      socket.resetAndDestroy();
      await gone;
    }
  });
});

describe('a request that would speak another protocol', () => {
  const query = JSON.stringify({ query: '{ viewer { person { id } } }' });
  const head = `host: localhost\r\nauthorization: Bearer ${TOKEN}\r\nconnection: Upgrade, HTTP2-Settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n`;

  it('is answered over HTTP/1.1, its body, too', async () => {
    const socket = raw();
    socket.write(
      `POST /graphql HTTP/1.1\r\n${head}content-type: application/json\r\ncontent-length: ${query.length}\r\n\r\n${query.slice(0, 10)}`,
    );
    socket.write(query.slice(10));
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('{"data":{"viewer":{"person":{"id":"administrator"}}}}');
  });

  it('is held to the same rules', async () => {
    const socket = raw();
    socket.write(`GET /graphql HTTP/1.1\r\n${head.replace(TOKEN, 'wrong')}\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('to an address where no socket is taken is told so', async () => {
    const socket = raw();
    socket.write(`GET /nowhere HTTP/1.1\r\n${head.replace('upgrade: h2c', 'upgrade: websocket')}\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('with more fields than Node reads is not guessed at', async () => {
    const socket = raw();
    socket.write(`GET /graphql HTTP/1.1\r\n${head}${'a:b\r\n'.repeat(2_500)}\r\n`);
    expect(await text(socket)).not.toMatch(/ 200 /);
  });
});
