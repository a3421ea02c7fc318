import type { Loss } from './installation.js';
import type { StoreClock } from './store-clock.js';
import type { NewEvent, Position, StoredEvent } from '../event.js';

/** `any`: no expectation · `none`: the stream has no event · `exists`: it has one · a number: the revision of its last event. */
export type ExpectedRevision = 'any' | 'none' | 'exists' | number;

export type AppendResult =
  | { readonly ok: true; readonly revision: number; readonly position: Position }
  /** The expectation did not hold; `actual` is the revision of the stream's last event. */
  | { readonly ok: false; readonly actual: number | 'none' };

export interface ReadStreamOptions {
  /** Exclusive: forwards, only events with a greater revision; backwards, only events with a smaller one. */
  readonly after?: number;
  readonly limit?: number;
  readonly direction?: 'forwards' | 'backwards';
}

export interface ReadAllOptions {
  /** Exclusive: forwards, only events at a greater position; backwards, only events at a smaller one. */
  readonly after?: Position;
  readonly limit?: number;
  readonly direction?: 'forwards' | 'backwards';
}

/** Thrown by a store that cannot do what was asked. `code` is stable; `retryable` says whether a retry can succeed. */
export class EventStoreError extends Error {
  constructor(
    readonly code:
      | 'EVENT_DAMAGED'
      | 'EVENT_TOO_LARGE'
      | 'STALE_POSITION'
      | 'STORE_BEHIND'
      | 'STORE_CLOSED'
      | 'STORE_DAMAGED'
      | 'STORE_FULL'
      | 'STORE_OWNED'
      | 'STORE_READ_ONLY'
      | 'STORE_UNAVAILABLE'
      | 'VAULT_MISSING',
    message: string,
    readonly retryable = false,
    /** The message in Chinese, if an operator will read it. */
    readonly zh?: string,
  ) {
    super(message);
    this.name = 'EventStoreError';
  }
}

/**
 * The port of event stores. Reads give arrays of at most 1,000 events; leaving a `for await` releases its resources. The port can neither
 * truncate nor delete. The contract in `testing/` defines the rest.
 */
export interface EventStore {
  /**
   * Appends all events or none. The same ids at the same concrete expected revision (or `none`) are stored once and get the first result.
   */
  append(stream: string, events: readonly NewEvent[], options: { readonly expectedRevision: ExpectedRevision }): Promise<AppendResult>;
  /** A stream that does not exist has no events. */
  read(stream: string, options?: ReadStreamOptions): AsyncIterable<StoredEvent[]>;
  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent[]>;
  /** Everything after `after`, then new events as long as it is iterated; `caughtUp` whenever it reaches the head. */
  subscribe(options?: { readonly after?: Position }): AsyncIterable<StoredEvent[] | 'caughtUp'>;
  /**
   * The damage that reads have found since the store was opened, each place once; undefined if the store's servers take care of their data.
   */
  readonly damage?: readonly EventStoreError[];
  /** Adds damage that was found by a reader outside of this store. */
  report?(damage: EventStoreError): void;
  /**
   * Checks whether an append would succeed now, without storing an event; cheap enough for every second. Undefined if only an append can
   * tell.
   * @throws EventStoreError the error that an append would fail with
   */
  probe?(): Promise<void>;
  /**
   * Records that the operator has accepted a loss at the start; undefined if the store has nothing beside it that could be lost. @throws
   * EventStoreError STORE_BEHIND if the loss was not accepted
   */
  accept?(loss: Loss): Promise<void>;
  /** The store's record of time; undefined if the store keeps none. */
  readonly clock?: StoreClock | undefined;
  /**
   * Whether the store held events when it was opened but no high-water mark, so that lost events at its end cannot be noticed. Undefined if
   * the store keeps no such mark.
   */
  readonly unremembered?: boolean;
  /** How many events under this store's own names were written by other applications; undefined if nobody else can write. */
  readonly passedOver?: number;
  /** Closing twice is no error; any use after it is STORE_CLOSED. */
  close(): Promise<void>;
}

/** The injection token of the process's event store. */
export const EVENT_STORE = Symbol('EVENT_STORE');
