import { Logger } from '@nestjs/common';
import { CloseCode, type Server } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { LIMITS } from '../limits/limits.js';
import { MessageAllowance } from './message-allowance.js';

const log = new Logger('subscriptions');

/** How long a socket that was told to go may take to go. */
const CLOSE_MS = 2_000;
const KEEP_ALIVE_MS = 12_000;
/** A closing frame may say so much, in bytes of UTF-8 (RFC 6455, 5.5). */
const LONGEST_REASON = 123;

/**
 * Connects a WebSocket to the protocol. graphql-ws's own connection writes what goes wrong to the console, answers any number of
 * pings, and closes with reasons that do not fit; this one logs, and ends a socket that asks too fast or leaves too much unread.
 */
export function connect(server: Server<Extra>, socket: WebSocket, request: IncomingMessage): void {
  const allowance = new MessageAllowance();
  const stopKeepAlive = keepAlive(socket);
  let acknowledged = false;
  /** Whether one more message of the client is answered: an answer costs memory until the client has read it. */
  const admits = (): boolean => {
    if (socket.readyState !== socket.OPEN) return false;
    if (socket.bufferedAmount > LIMITS.unreadBytes) socket.terminate();
    else if (allowance.take(acknowledged)) return true;
    else closeSoon(socket, 4429, 'Too many messages');
    return false;
  };
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) => {
        acknowledged ||= text.startsWith('{"type":"connection_ack"');
        return send(socket, text);
      },
      close: (code = CloseCode.BadRequest, reason = '') => closeSoon(socket, code, reason),
      onMessage: (answer) => {
        socket.on('message', (data) => {
          // One Buffer, for the socket's binaryType is as it was.
          if (admits()) void answer((data as Buffer).toString()).catch((error: unknown) => failed(socket, error));
        });
      },
    },
    { socket, request },
  );
  socket.on('ping', (data) => {
    if (admits()) socket.pong(data);
  });
  // What is no WebSocket frame, or too long, is the client's mistake: ws itself closes with the code that says so.
  socket.on('error', (error) => log.debug({ reason: error.message }, 'a socket sent what is no message'));
  socket.once('close', (code, reason) => {
    stopKeepAlive();
    void closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'ending a subscription failed'));
  });
}

/** Resolves once the system has taken the message, or where nobody is there to read it. */
function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  if (socket.bufferedAmount > LIMITS.unreadBytes) {
    socket.terminate();
    return Promise.resolve();
  }
  return new Promise((resolve) => socket.send(text, () => resolve()));
}

function failed(socket: WebSocket, error: unknown): void {
  // A type of message that only servers send; graphql-ws takes it for a mistake of this program.
  if (error instanceof Error && error.message.startsWith('Unexpected message of type'))
    return closeSoon(socket, CloseCode.BadRequest, 'Invalid message received');
  log.error({ err: error }, 'a message of a socket failed');
  closeSoon(socket, CloseCode.InternalServerError, 'Internal server error');
}

/** Tells a socket to go, and cuts it where it does not. Nothing more of it is answered. */
export function closeSoon(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, fitting(reason));
  const cut = setTimeout(() => socket.terminate(), CLOSE_MS);
  socket.once('close', () => clearTimeout(cut));
}

/** Tells a socket why, and does not wait for it to go: however many there are, they hold nothing. */
export function cut(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, fitting(reason));
  setImmediate(() => socket.terminate());
}

/** A reason as long as it may be, its end left out. */
export function fitting(reason: string): string {
  if (Buffer.byteLength(reason) <= LONGEST_REASON) return reason;
  const room = LONGEST_REASON - Buffer.byteLength('…');
  // A character that is cut in two decodes as U+FFFD.
  return `${new TextDecoder().decode(Buffer.from(reason).subarray(0, room)).replace(/\ufffd+$/, '')}…`;
}

/** A client that does not answer a ping in time is gone, or does not read. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, KEEP_ALIVE_MS);
  return () => clearInterval(timer);
}
