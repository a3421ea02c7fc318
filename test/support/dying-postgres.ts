import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A message of PostgreSQL's protocol: a letter, the length of the rest, and the rest. */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const welcome = [message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))];
const farewell = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'));

/**
 * A PostgreSQL that stops at the moment it accepts a connection: greeting and error reach the client in one piece, so that the connection
 * breaks before the code that waited for it runs.
 */
export class DyingPostgres {
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      socket.once('data', () => socket.end(Buffer.concat([...welcome, farewell])));
    });
  }

  static async start(): Promise<DyingPostgres> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new DyingPostgres(server);
  }

  get url(): string {
    return `postgres://nobody@127.0.0.1:${(this.server.address() as AddressInfo).port}/nothing`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
