import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly inside: Socket;
  readonly outside: Socket;
  /** What the client said first: of PostgreSQL, who it is. */
  greeting: string;
}

/** A network of one cable between clients and a server on this machine, that can go wrong in the ways in which networks do. */
export class TcpProxy {
  readonly #pairs = new Set<Pair>();
  /** Sockets of clients that nobody answers any more. */
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

  /** Takes connections and passes nothing on, in neither direction, until `speak`. */
  silence(): void {
    this.#silent = true;
    for (const { inside, outside } of this.#pairs) for (const socket of [inside, outside]) socket.pause();
  }

  /** Ends whatever connects, at once, until `speak`; the connections that there are go on. */
  bar(): void {
    this.#barred = true;
  }

  /** Passes on what has been held back, and what comes. */
  speak(): void {
    this.#silent = this.#barred = false;
    for (const { inside, outside } of this.#pairs) for (const socket of [inside, outside]) socket.resume();
  }

  /**
   * Splits the network for the connections there are: the server believes the client dead, as its keep-alives would tell it in time;
   * the client hears nothing, not even that. @param whose only of clients whose greeting holds this
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
