import { afterEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { boundConnections } from './connection.js';

const BOUNDS = { pipelined: 4, unreadMs: 200, lingerMs: 100, bodyBytes: 1_000 };
const LARGE = Buffer.alloc(32 * 1024 * 1024, 'x');

let server: FastifyInstance;
let begun = 0;
let release: () => void = () => undefined;
const sockets: Socket[] = [];

async function start(bounds = BOUNDS): Promise<void> {
  server = fastify();
  boundConnections(server, bounds);
  begun = 0;
  const gate = new Promise<void>((resolve) => (release = resolve));
  server.addHook('onRequest', async (request, reply) => {
    begun += 1;
    if (request.headers.authorization === undefined) await reply.code(401).send('no');
  });
  server.get('/short', () => 'short');
  server.get('/slow', () => gate.then(() => 'slow'));
  server.get('/large', () => LARGE);
  server.post('/body', () => 'taken');
  await server.listen({ port: 0, host: '127.0.0.1' });
}

function dial(): Socket {
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

/** A connection reset also counts as closing. */
const closing = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));

const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: y\r\n${more}\r\n`;

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  release();
  await server.close();
});

describe('a connection', () => {
  it('is answered request by request, in order', async () => {
    await start();
    const socket = dial();
    socket.write(get('/slow') + get('/short') + get('/short', 'connection: close\r\n'));
    const other = dial();
    other.write(get('/short', 'connection: close\r\n'));
    expect(await text(other)).toMatch(/short$/);
    expect(begun).toBe(2);
    release();
    expect((await text(socket)).match(/slow|short/g)).toEqual(['slow', 'short', 'short']);
    expect(begun).toBe(4);
  });

  it('with more requests waiting than may is closed', async () => {
    await start();
    const socket = dial();
    const closed = closing(socket);
    socket.resume().write(get('/slow').repeat(BOUNDS.pipelined + 2));
    await closed;
    expect(begun).toBe(1);
  });

  it('with as many waiting as may is not', async () => {
    await start();
    const socket = dial();
    socket.write(get('/slow').repeat(BOUNDS.pipelined) + get('/short', 'connection: close\r\n'));
    release();
    expect((await text(socket)).match(/slow|short/g)).toHaveLength(BOUNDS.pipelined + 1);
  });

  it('that takes nothing of its answer is closed', async () => {
    await start();
    const socket = dial();
    const held = once(server.server, 'connection');
    socket.pause();
    socket.write(get('/large'));
    const [accepted] = (await held) as [Socket];
    await closing(accepted);
    expect(accepted.bytesWritten).toBeGreaterThan(0);
  });

  it('that takes a while to begin its answer is not', async () => {
    await start({ ...BOUNDS, unreadMs: 50 });
    const socket = dial();
    socket.write(get('/slow', 'connection: close\r\n'));
    setTimeout(release, 300);
    expect(await text(socket)).toMatch(/slow$/);
  });

  it('whose body has no end is closed after the answer', async () => {
    await start();
    const socket = dial();
    const closed = closing(socket);
    const read: string[] = [];
    socket.setEncoding('utf8').on('data', (chunk: string) => read.push(chunk));
    socket.write('POST /body HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    const more = setInterval(() => socket.write(`400\r\n${'x'.repeat(1_024)}\r\n`), 5);
    await closed;
    clearInterval(more);
    expect(read.join('')).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('whose body ends soon is kept, and answers the next request', async () => {
    await start({ ...BOUNDS, lingerMs: 20_000 });
    const socket = dial();
    socket.write('POST /body HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n');
    await once(socket, 'data');
    socket.write(`0\r\n\r\n${get('/short', 'connection: close\r\n')}`);
    expect(await text(socket)).toMatch(/short$/);
  });
});
