import type { NewEvent, StoredEvent } from '#event-sourcing/event.js';
import type { AppendResult, EventStore, ExpectedRevision, ReadAllOptions, ReadStreamOptions } from '#event-sourcing/store/event-store.js';
import { readAll } from './reading/all-read.js';
import { Appender } from './appending/append.js';
import { clusterAt, defaultPrefix } from './client/cluster.js';
import { Connection } from './client/connection.js';
import { OwnEvents } from './reading/own-events.js';
import { deadlines, type Deadlines } from './client/deadlines.js';
import { readStream } from './reading/stream-read.js';
import { Subscription } from './reading/subscription.js';

export interface EventStoreDbOptions {
  /** EVENTSTORE_URL: esdb:// or esdb+discover://. */
  readonly url: string;
  /** EVENTSTORE_PREFIX: the prefix of our stream names on the server; default `evenkeel_`. */
  readonly prefix?: string;
  readonly deadlines?: Partial<Deadlines>;
}

/**
 * Opens the event store on an EventStoreDB or KurrentDB cluster, 23.10 or later. It connects at the first use.
 * @throws EventStoreError STORE_UNAVAILABLE if the configuration is invalid; the message contains no secret
 */
export function openEventStoreDb({ url, prefix = defaultPrefix, deadlines: told = {} }: EventStoreDbOptions): EventStoreDbEventStore {
  return new EventStoreDbEventStore(new Connection(clusterAt(url, prefix), { ...deadlines, ...told }), new OwnEvents(prefix));
}

export class EventStoreDbEventStore implements EventStore {
  readonly #appender: Appender;
  readonly #appending = new Set<Promise<unknown>>();

  constructor(
    private readonly connection: Connection,
    private readonly own: OwnEvents,
  ) {
    this.#appender = new Appender(connection);
  }

  /** How many reads and subscriptions are open on the wire at this moment. */
  get held(): number {
    return this.connection.held;
  }

  get passedOver(): number {
    return this.own.passedOver;
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    { expectedRevision }: { readonly expectedRevision: ExpectedRevision },
  ): Promise<AppendResult> {
    this.connection.assertOpen();
    if (events.length === 0) throw new RangeError('an append needs at least one event');
    const appending = this.#appender.append(this.own.prefix + stream, events, expectedRevision);
    this.#appending.add(appending);
    try {
      return await appending;
    } finally {
      this.#appending.delete(appending);
    }
  }

  read(stream: string, options?: ReadStreamOptions): AsyncIterable<StoredEvent[]> {
    return readStream(this.connection, this.own, stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent[]> {
    return readAll(this.connection, this.own, options);
  }

  /**
   * Subscribes to the log. @throws STALE_POSITION for a position beyond the head: it comes from another cluster, or from this one before an
   * older backup was restored
   */
  subscribe({ after }: { readonly after?: string } = {}): AsyncIterable<StoredEvent[] | 'caughtUp'> {
    return { [Symbol.asyncIterator]: () => new Subscription(this.connection, this.own, after) };
  }

  /** Waits for the answers to appends under way, then closes; nothing is retried. */
  close(): Promise<void> {
    return this.connection.close(() => Promise.allSettled(this.#appending));
  }
}
