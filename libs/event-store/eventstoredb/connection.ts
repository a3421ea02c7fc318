import { setMaxListeners } from 'node:events';
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

/** What is needed of a channel of grpc-js. */
interface Channel {
  close(): void;
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
  readonly #ending = new AbortController();
  #channel: Channel | undefined;

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
    this.#ending.abort();
    await Promise.allSettled([...this.#open].map((end) => end()));
    await this.client.dispose();
    this.#channel?.close();
  }

  /**
   * The client never closes its last channel: remember the one in use, and let none be opened once the store is closed. And it
   * closes a broken one under calls that are just about to be made, which would throw where nobody can catch it: those first.
   */
  #watchChannels(): void {
    const client = this.client as unknown as { createChannel: () => Promise<Channel> };
    const create = client.createChannel;
    client.createChannel = async () => {
      if (this.ended.aborted) throw closedError();
      const channel = await create();
      const close = channel.close.bind(channel);
      channel.close = () => void setImmediate(close);
      this.#channel = channel;
      if (!this.ended.aborted) return channel;
      channel.close();
      throw closedError();
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
