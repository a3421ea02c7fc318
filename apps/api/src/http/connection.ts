import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { LIMITS } from '../limits/limits.js';

/** The limits of a connection; see LIMITS. */
export interface ConnectionBounds {
  readonly pipelined: number;
  readonly unreadMs: number;
  readonly lingerMs: number;
  readonly bodyBytes: number;
}

/** Limits what one connection can hold in memory, whoever owns it. Call before adding any other hook. */
export function boundConnections(server: FastifyInstance, bounds: ConnectionBounds = LIMITS): void {
  answerInTurn(server, bounds);
  cutUnreadAnswers(server, bounds);
  cutUnreadBodies(server, bounds);
}

/**
 * Begins to answer a request only when the previous one on the same connection has been answered: a client that sends many requests and
 * reads nothing holds one answer in memory. Browsers never pipeline requests; a connection with too many waiting is closed.
 */
function answerInTurn(server: FastifyInstance, { pipelined }: ConnectionBounds): void {
  const lines = new WeakMap<Socket, { last: Promise<void> | undefined; waiting: number }>();
  server.addHook('onRequest', async ({ raw: { socket } }, reply) => {
    const line = lines.get(socket) ?? { last: undefined, waiting: 0 };
    lines.set(socket, line);
    const before = line.last;
    const answered = new Promise<void>((resolve) => reply.raw.once('close', resolve));
    line.last = answered;
    void answered.then(() => {
      if (line.last === answered) line.last = undefined;
    });
    if (before === undefined) return;
    if (line.waiting >= pipelined) socket.destroy();
    line.waiting += 1;
    await before;
    line.waiting -= 1;
    // The client has disconnected: no answer is sent.
    if (socket.destroyed) reply.hijack();
  });
}

/** Closes a connection that has not read any of its answer for too long. */
function cutUnreadAnswers(server: FastifyInstance, { unreadMs }: ConnectionBounds): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    reply.raw.setTimeout(unreadMs);
    done();
  });
}

/**
 * Limits the rest of a body after its request was answered: Node would read and discard it without end. A short rest is read, so that the
 * client sees the answer; otherwise the connection is closed a moment after the answer.
 */
function cutUnreadBodies(server: FastifyInstance, { lingerMs, bodyBytes }: ConnectionBounds): void {
  server.addHook('onResponse', (request, _reply, done) => {
    const { raw } = request;
    if (!raw.complete && !isShort(raw, 4 * bodyBytes)) {
      const cut = setTimeout(() => raw.socket.destroy(), lingerMs);
      raw.once('close', () => clearTimeout(cut));
    }
    done();
  });
}

const isShort = ({ headers }: IncomingMessage, most: number): boolean => Number(headers['content-length'] ?? Infinity) <= most;
