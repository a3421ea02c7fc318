import { setMaxListeners } from 'node:events';
import { closedError } from '../../closed.js';
import { clientFor, type Channel, type Client } from './client.js';
import type { ConnectionString, Credentials } from './connection-string.js';
import type { Deadlines } from './deadlines.js';

/** The options of every call. */
interface CallOptions {
  readonly credentials?: Credentials;
  readonly requiresLeader: true;
}

/** A connectivity state of grpc-js, by number. */
const connecting = 1;

const firstRedialMs = 1_000;
const longestRedialMs = 300_000;

/** The client and the state that its calls share. */
export class Connection {
  readonly client: Client;
  readonly call: CallOptions;
  /** The open calls: how to end each, and how to tell it that the client has moved to another node. */
  readonly #open = new Map<() => Promise<void>, () => void>();
  readonly #closing = new AbortController();
  readonly #ending = new AbortController();
  #closed: Promise<void> | undefined;
  #channel: Channel | undefined;
  #dialledAt = -Infinity;
  #redialMs = firstRedialMs;

  /** @throws EventStoreError STORE_UNAVAILABLE if the connection string or a file that it names is invalid */
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
    // Every open read and every pause listens to these signals, so there is no limit on listeners.
    setMaxListeners(0, this.closed, this.ended);
  }

  /** Aborted when the store is closed. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** Aborted when the store is closed and the appends under way have been answered. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }

  /** The channel in use; undefined before the first one. */
  get channel(): Channel | undefined {
    return this.#channel;
  }

  /**
   * Makes the client abandon a channel that does not answer; does nothing if it already has. grpc-js never closes a connection whose
   * handshake stays unanswered, so such channels are opened with growing back-off, lest they pile up.
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

  /** Registers an open call. @returns a function that ends the call once */
  hold(end: () => Promise<void>, onTurn: () => void): () => Promise<void> {
    const once = async (): Promise<void> => {
      if (this.#open.delete(once)) await end();
    };
    this.#open.set(once, onTurn);
    return once;
  }

  /** Closes the connection. @param settled awaited before the channel is closed */
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

/** The client may log the options of a call. These credentials can be read by the client but do not appear in a log. */
const unseen = ({ username, password }: Credentials): Credentials =>
  Object.defineProperties({} as Credentials, { username: { value: username }, password: { value: password } });
