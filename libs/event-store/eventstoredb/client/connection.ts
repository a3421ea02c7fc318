import { setMaxListeners } from 'node:events';
import { closedError } from '../../closed.js';
import { clientFor, type Channel, type Client } from './client.js';
import type { ConnectionString, Credentials } from './connection-string.js';
import type { Deadlines } from './deadlines.js';

/** What every call is made with. */
interface CallOptions {
  readonly credentials?: Credentials;
  readonly requiresLeader: true;
}

/** Of grpc-js, by number. */
const connecting = 1;

const firstRedialMs = 1_000;
const longestRedialMs = 300_000;

/** The client and what its calls share. */
export class Connection {
  readonly client: Client;
  readonly call: CallOptions;
  /** Calls that stay open: what ends each, and what tells it that the client has turned to another node. */
  readonly #open = new Map<() => Promise<void>, () => void>();
  readonly #closing = new AbortController();
  readonly #ending = new AbortController();
  #closed: Promise<void> | undefined;
  #channel: Channel | undefined;
  #dialledAt = -Infinity;
  #redialMs = firstRedialMs;

  /** @throws EventStoreError STORE_UNAVAILABLE where the string or a file that it names is of no use */
  constructor(
    { url, credentials }: ConnectionString,
    readonly deadlines: Deadlines,
  ) {
    this.client = clientFor(url, {
      onOpened: (channel) => {
        this.#channel = channel;
        if (this.ended.aborted) channel.close();
      },
      onLeft: () => this.#open.forEach((onTurn) => onTurn()),
    });
    this.call = { requiresLeader: true, ...(credentials && { credentials: unseen(credentials) }) };
    // Every open read and every pause listens.
    setMaxListeners(0, this.closed, this.ended);
  }

  /** Given when the store is closed. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** Given when the appends that were under way then have been answered too. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }

  /** The one in use, once there is one. */
  get channel(): Channel | undefined {
    return this.#channel;
  }

  /**
   * Has the client turn from a channel that does not answer; where it has done so already, nothing happens. grpc-js never lets go of
   * a connection on which the first word does not come: such ones are dialled anew ever more rarely, lest they pile up.
   */
  abandon(channel: Channel | undefined): void {
    if (channel === undefined) return;
    if (channel.getConnectivityState(false) === connecting) {
      const since = performance.now() - this.#dialledAt;
      if (since < this.#redialMs) return;
      this.#redialMs = since > 2 * longestRedialMs ? firstRedialMs : Math.min(2 * this.#redialMs, longestRedialMs);
      this.#dialledAt = performance.now();
    }
    this.client.abandon(channel);
  }

  /** @throws EventStoreError STORE_CLOSED */
  assertOpen(): void {
    if (this.closed.aborted) throw closedError();
  }

  get held(): number {
    return this.#open.size;
  }

  /** @returns what ends the call, once */
  hold(end: () => Promise<void>, onTurn: () => void): () => Promise<void> {
    const once = async (): Promise<void> => {
      if (this.#open.delete(once)) await end();
    };
    this.#open.set(once, onTurn);
    return once;
  }

  /** @param settled waited for before the channel is closed */
  close(settled: () => Promise<unknown>): Promise<void> {
    return (this.#closed ??= this.#close(settled));
  }

  async #close(settled: () => Promise<unknown>): Promise<void> {
    this.#closing.abort();
    await settled();
    this.#ending.abort();
    await Promise.allSettled([...this.#open.keys()].map((end) => end()));
    this.#channel?.close();
  }
}

/** The client logs the options of a call, where it is told to: these it can read and not show. */
const unseen = ({ username, password }: Credentials): Credentials =>
  Object.defineProperties({} as Credentials, { username: { value: username }, password: { value: password } });
