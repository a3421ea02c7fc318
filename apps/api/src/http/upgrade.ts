import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Node leaves out what comes behind so many header fields, such as the length of the body. */
const MOST_FIELDS = 1_000;

export const isWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Whether a page of this address opened the socket, or no page at all: browsers name the page's origin, and send what they know about
 * this address with it, whoever wrote the page.
 */
export function isSameOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/**
 * Answers over HTTP/1.1 a request that would rather speak another protocol, as a server may (RFC 9110, 7.8). Node hands over every such
 * request once a server takes WebSockets; so it is read again, without the fields that ask for it.
 */
export function answerWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { rawHeaders, method, url, httpVersion } = request;
  if (rawHeaders.length > 2 * MOST_FIELDS) return void socket.destroy();
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = rawHeaders[n]!;
    const value = /^connection$/i.test(name) ? withoutUpgrade(rawHeaders[n + 1]!) : rawHeaders[n + 1]!;
    if (!/^(upgrade|http2-settings)$/i.test(name) && value !== '') lines.push(`${name}: ${value}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

const withoutUpgrade = (connection: string): string =>
  connection
    .split(',')
    .map((option) => option.trim())
    .filter((option) => !/^(upgrade|http2-settings)$/i.test(option))
    .join(', ');
