import { EventStoreDBClient } from '@eventstore/db-client';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { closedError } from '../closed.js';
import type { ConnectionString, Credentials } from './connection-string.js';
import type { Patience } from './patience.js';

/** What every call is made with. */
export interface CallOptions {
  readonly credentials?: Credentials;
  readonly requiresLeader: true;
}

/** Dropped by the client where there is no TLS; what they do is make it use Append. */
const nobody: Credentials = { username: 'nobody', password: 'nothing' };

/** The client and what its calls share. */
export class Connection {
  readonly client: EventStoreDBClient;
  readonly call: CallOptions;
  /** Calls that stay open, each with how to end it. */
  readonly #open = new Set<() => Promise<void>>();
  readonly #closing = new AbortController();
  #channel: { close(): void } | undefined;

  /** @throws EventStoreError STORE_UNAVAILABLE where the string or a file that it names is of no use */
  constructor(
    { url, credentials, tls }: ConnectionString,
    readonly patience: Patience,
  ) {
    this.client = clientFor(url);
    // BatchAppend has no deadline, shares its answers between all clients of the process and throws on an answer that comes
    // twice. A call with credentials of its own is an Append; where a certificate says who we are, there are none to give.
    const given = credentials ?? (tls ? undefined : nobody);
    if (given === undefined) this.client['supports'] = () => Promise.resolve(false);
    this.call = given === undefined ? { requiresLeader: true } : { requiresLeader: true, credentials: given };
    this.#watchChannels();
  }

  /** Given when the store is closed. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** @throws EventStoreError STORE_CLOSED */
  assertOpen(): void {
    if (this.closed.aborted) throw closedError();
  }

  get held(): number {
    return this.#open.size;
  }

  /** @returns what ends the call, once */
  hold(end: () => Promise<void>): () => Promise<void> {
    const once = async (): Promise<void> => {
      if (this.#open.delete(once)) await end();
    };
    this.#open.add(once);
    return once;
  }

  /** @param settled waited for before the channel is closed */
  async close(settled: () => Promise<unknown>): Promise<void> {
    if (this.closed.aborted) return;
    this.#closing.abort();
    await settled();
    await Promise.allSettled([...this.#open].map((end) => end()));
    await this.client.dispose();
    this.#channel?.close();
  }

  /** The client never closes its channel: remember the one in use, and let none be opened once the store is closed. */
  #watchChannels(): void {
    const create = this.client['createChannel'];
    this.client['createChannel'] = async () => {
      this.assertOpen();
      const channel = (this.#channel = await create());
      if (this.closed.aborted) channel.close();
      return channel;
    };
  }
}

function clientFor(url: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch (error) {
    const why = error instanceof Error && error.message.startsWith('Failed to load') ? `: ${error.message}` : '';
    throw new EventStoreError('STORE_UNAVAILABLE', `EVENTSTORE_URL cannot be used${why}`);
  }
}
