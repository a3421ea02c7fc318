import type { Loss } from './installation.js';
import type { StoreClock } from './store-clock.js';
import type { NewEvent, Position, StoredEvent } from './event.js';

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

/** Raised by a store that cannot do what it was asked; `code` is stable, `retryable` says whether a later try can succeed. */
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
    /** The message in Chinese, where an operator is to read it. */
    readonly zh?: string,
  ) {
    super(message);
    this.name = 'EventStoreError';
  }
}

/**
 * The port. Reads give arrays of at most 1,000 events (whatever is at hand); leaving a `for await` frees what it held.
 * Nothing truncates and nothing deletes: the port offers neither. The contract in `testing/` says the rest.
 */
export interface EventStore {
  /** All or nothing. The same ids at the same concrete expected revision (or `none`) are stored once and give the first result. */
  append(stream: string, events: readonly NewEvent[], options: { readonly expectedRevision: ExpectedRevision }): Promise<AppendResult>;
  /** A stream that does not exist has no events. */
  read(stream: string, options?: ReadStreamOptions): AsyncIterable<StoredEvent[]>;
  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent[]>;
  /** Everything after `after`, then what comes, for as long as it is iterated; `caughtUp` whenever it reaches the head. */
  subscribe(options?: { readonly after?: Position }): AsyncIterable<StoredEvent[] | 'caughtUp'>;
  /** What reading has found damaged since the store was opened, each place once; left out where the store itself sees to its data. */
  readonly damage?: readonly EventStoreError[];
  /** Adds to `damage` what somebody has met who reads this store's data without it. */
  report?(damage: EventStoreError): void;
  /**
   * Tries whether an append would succeed now, without storing an event; cheap enough to be asked every second. Left out where nothing
   * but an append can tell.
   * @throws EventStoreError that an append would fail with
   */
  probe?(): Promise<void>;
  /**
   * Records that the installation goes on without what is missing, where its operator has said so at the start; left out where nothing
   * beside the store can be missing. @throws EventStoreError STORE_BEHIND where nobody has said so
   */
  accept?(loss: Loss): Promise<void>;
  /** What it remembers of the time; left out where it remembers nothing. */
  readonly clock?: StoreClock | undefined;
  /**
   * Whether it held events when it was opened, and nothing beside it remembered how far they had come: whether the last ones are gone
   * cannot be told. Left out where nothing is remembered beside it.
   */
  readonly unremembered?: boolean;
  /** How many events under this store's own names have been met that it did not write; left out where nobody else can. */
  readonly passedOver?: number;
  /** Closing twice is no error; any use after it is STORE_CLOSED. */
  close(): Promise<void>;
}

/** The token under which the event store of the process is injected. */
export const EVENT_STORE = Symbol('EVENT_STORE');
