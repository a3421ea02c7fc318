import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Node drops header fields beyond this number, such as the length of the body. */
const MOST_FIELDS = 1_000;

export const isWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Answers a request that asks to upgrade to another protocol over HTTP/1.1, as a server may (RFC 9110, 7.8). Once a server takes
 * WebSockets, Node passes it every such request: it is parsed again, without the header fields that ask for the upgrade.
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
