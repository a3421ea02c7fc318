import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { LIMITS } from '../limits/limits.js';

/** What a connection may hold up; see LIMITS. */
export interface ConnectionBounds {
  readonly pipelined: number;
  readonly unreadMs: number;
  readonly lingerMs: number;
  readonly bodyBytes: number;
}

/** Puts bounds on what one connection can hold in memory, whoever it belongs to. To be added before any other hook. */
export function boundConnections(server: FastifyInstance, bounds: ConnectionBounds = LIMITS): void {
  answerInTurn(server, bounds);
  cutUnreadAnswers(server, bounds);
  cutUnreadBodies(server, bounds);
}

/**
 * Begins to answer a request when the one before it on the same connection has been answered: a client that sends many and reads none
 * holds one answer in memory. No browser sends ahead at all; a connection with more waiting than may is closed.
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

/** A connection that takes nothing of its answer for so long is closed. */
function cutUnreadAnswers(server: FastifyInstance, { unreadMs }: ConnectionBounds): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    reply.raw.setTimeout(unreadMs);
    done();
  });
}

/**
 * Node reads the rest of a body that was answered before it had come, to nowhere and without end. A short rest is read, so that
 * the client gets to its answer; else the connection is closed, a moment after the answer.
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
