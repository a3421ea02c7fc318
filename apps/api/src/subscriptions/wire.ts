import { Logger } from '@nestjs/common';
import { CloseCode, type Server } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { LIMITS } from '../limits/limits.js';
import { MessageAllowance } from './message-allowance.js';

const log = new Logger('subscriptions');

/** How many milliseconds a socket may take to close after the closing message. */
const CLOSE_MS = 2_000;
const KEEP_ALIVE_MS = 12_000;
/** The size limit of a closing reason in bytes of UTF-8 (RFC 6455, 5.5). */
const LONGEST_REASON = 123;

/**
 * Connects a WebSocket to the protocol. graphql-ws's own `useServer` logs to the console, answers any number of pings, and closes with
 * reasons that are too long; this one uses our log, and closes a socket that sends too fast or reads too slowly.
 */
export function connect(server: Server<Extra>, socket: WebSocket, request: IncomingMessage): void {
  const allowance = new MessageAllowance();
  const stopKeepAlive = keepAlive(socket);
  let acknowledged = false;
  /** Whether one more message of the client may be answered: an answer takes memory until the client has read it. */
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
          // The data is one Buffer, because `binaryType` has its default.
          if (admits()) void answer((data as Buffer).toString()).catch((error: unknown) => failed(socket, error));
        });
      },
    },
    { socket, request },
  );
  socket.on('ping', (data) => {
    if (admits()) socket.pong(data);
  });
  // An invalid or too large frame is the client's mistake: ws closes the socket with the appropriate code.
  socket.on('error', (error) => log.debug({ reason: error.message }, 'a socket sent an invalid frame'));
  socket.once('close', (code, reason) => {
    stopKeepAlive();
    void closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'ending a subscription failed'));
  });
}

/** Sends a message. Resolves once the operating system has taken it, or if the socket is closed. */
function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  if (socket.bufferedAmount > LIMITS.unreadBytes) {
    socket.terminate();
    return Promise.resolve();
  }
  return new Promise((resolve) => socket.send(text, () => resolve()));
}

function failed(socket: WebSocket, error: unknown): void {
  // The client sent a message type that only servers send. graphql-ws throws for it as if this program were at fault.
  if (error instanceof Error && error.message.startsWith('Unexpected message of type'))
    return closeSoon(socket, CloseCode.BadRequest, 'Invalid message received');
  log.error({ err: error }, 'a message of a socket failed');
  closeSoon(socket, CloseCode.InternalServerError, 'Internal server error');
}

/** Asks a socket to close and terminates it if it does not. Its further messages are not answered. */
export function closeSoon(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, fitting(reason));
  const cut = setTimeout(() => socket.terminate(), CLOSE_MS);
  socket.once('close', () => clearTimeout(cut));
}

/** Sends a closing message and terminates the socket at once: many such sockets hold no resources. */
export function cut(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, fitting(reason));
  setImmediate(() => socket.terminate());
}

/** Shortens a reason to the permitted length. */
export function fitting(reason: string): string {
  if (Buffer.byteLength(reason) <= LONGEST_REASON) return reason;
  const room = LONGEST_REASON - Buffer.byteLength('…');
  // A character that is cut in the middle decodes as U+FFFD.
  return `${new TextDecoder().decode(Buffer.from(reason).subarray(0, room)).replace(/\ufffd+$/, '')}…`;
}

/**
 * Pings the client and closes the socket if no answer comes in time: the client is gone or does not read. @returns a function that stops it
 */
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
