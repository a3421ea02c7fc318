import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly inside: Socket;
  readonly outside: Socket;
  /** The client's first message, which for PostgreSQL says who the client is. */
  greeting: string;
}

/** A network connection between clients and a server on this machine that can fail in the ways in which networks do. */
export class TcpProxy {
  readonly #pairs = new Set<Pair>();
  /** Client sockets that get no more answers. */
  readonly #lost = new Set<Socket>();
  #silent = false;
  #barred = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (outside) => this.#join(outside));
  }

  static async to(target: number): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TcpProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Accepts connections and passes nothing on, in either direction, until `speak`. */
  silence(): void {
    this.#silent = true;
    for (const { inside, outside } of this.#pairs) for (const socket of [inside, outside]) socket.pause();
  }

  /** Closes every new connection at once until `speak`; existing ones continue. */
  bar(): void {
    this.#barred = true;
  }

  /** Passes on what was held back and everything new. */
  speak(): void {
    this.#silent = this.#barred = false;
    for (const { inside, outside } of this.#pairs) for (const socket of [inside, outside]) socket.resume();
  }

  /**
   * Splits the network for existing connections: the server sees them closed, as its keep-alives would find in time; the clients receive
   * nothing, not even that. @param whose only for clients whose greeting contains this
   */
  split(whose = ''): void {
    for (const pair of this.#pairs) {
      if (!pair.greeting.includes(whose)) continue;
      this.#pairs.delete(pair);
      pair.outside.removeAllListeners('data').on('data', () => undefined);
      pair.inside.removeAllListeners('close').destroy();
      this.#lost.add(pair.outside);
    }
  }

  async close(): Promise<void> {
    for (const { inside, outside } of this.#pairs) for (const socket of [inside, outside]) socket.destroy();
    for (const socket of this.#lost) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #join(outside: Socket): void {
    if (this.#barred) return void outside.destroy();
    const inside = connect(this.target, '127.0.0.1');
    const pair: Pair = { inside, outside, greeting: '' };
    this.#pairs.add(pair);
    outside.once('data', (chunk) => (pair.greeting = chunk.toString('latin1')));
    for (const [from, to] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        to.destroy();
        this.#pairs.delete(pair);
      });
      if (this.#silent) from.pause();
    }
  }
}
