import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadPosition } from '@eventstore/db-client';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { headOf } from './all-read.js';
import { Attempts } from '../client/attempts.js';
import type { Connection } from '../client/connection.js';
import type { OwnEvents } from './own-events.js';
import { positionOf, wirePositionOf } from './position.js';
import { WireRead } from './wire-read.js';

type Item = StoredEvent[] | 'caughtUp';

/**
 * Follows the log. After an interruption it resumes after the last event delivered and retries without a limit: an outage of the cluster is
 * no reason to stop a projector. A hand-written iterator, not a generator: `return()` must end a `next()` that waits for an event; a
 * generator would queue `return()` behind it.
 */
export class Subscription implements AsyncIterableIterator<Item> {
  readonly #attempts: Attempts;
  readonly #left = new AbortController();
  /** The position of the last event delivered, or the one to start after. */
  #last: Position | undefined;
  /** The position to resume from: that of the last event, or a later one if no event of ours lies between. */
  #from: ReadPosition;
  /** Whether both positions have been compared with the head of the log since they were set or the connection was interrupted. */
  #checked: boolean;
  #wire: WireRead | undefined;
  /** Whether the caught-up marker has been delivered and no event since. */
  #marked = false;

  constructor(
    private readonly connection: Connection,
    private readonly own: OwnEvents,
    after: Position | undefined,
  ) {
    this.#from = after === undefined ? 'start' : wirePositionOf(after);
    this.#last = after;
    this.#checked = after === undefined;
    this.#attempts = new Attempts(connection, Infinity, [this.#left.signal, connection.closed]);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Item, undefined>> {
    while (!this.#left.signal.aborted) {
      this.connection.assertOpen();
      try {
        const item = await this.#step();
        if (item !== undefined) return { done: false, value: item };
      } catch (error) {
        await this.#leaveWire();
        if (this.#left.signal.aborted) break;
        await this.#attempts.after(error);
        this.#checked = this.#from === 'start';
      }
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.#left.abort();
    await this.#leaveWire();
    return { done: true, value: undefined };
  }

  /** The next item to deliver; undefined: none yet. */
  async #step(): Promise<Item | undefined> {
    if (!this.#checked) await this.#holdAgainstHead();
    if (this.#left.signal.aborted) return undefined;
    // After a slow reader only the server knows whether the head is reached: subscribe again, so that it sends the marker.
    if (this.#wire?.isLive && this.#wire.isFull) await this.#leaveWire();
    const wire = (this.#wire ??= WireRead.subscription(this.connection, this.#from, this.own.prefix));
    const item = (await this.#isAtHead(wire)) ? 'caughtUp' : await wire.next(this.#attempts.ms);
    if (item === 'end') return undefined;
    if (item === 'caughtUp') {
      if (this.#marked) return undefined;
      this.#marked = true;
      return 'caughtUp';
    }
    this.#attempts.progressed();
    this.#from = item.at(-1)!.event!.position!;
    this.#last = positionOf(this.#from);
    const events = this.own.among(item);
    if (events.length === 0) return undefined;
    this.#marked = false;
    return events;
  }

  /**
   * Compares the last position with the head: after an outage the cluster may be an older copy of itself.
   * @throws EventStoreError STALE_POSITION if the last event is not in the log
   */
  async #holdAgainstHead(): Promise<void> {
    const head = await headOf(this.connection, this.#attempts.ms);
    if (this.#last !== undefined && (head === undefined || this.#last > positionOf(head)))
      throw new EventStoreError('STALE_POSITION', `position ${this.#last} lies beyond the last event of this store`);
    // A position proven by a server checkpoint may lie beyond the head: no event has been written there yet, or the older copy lacks it.
    if (typeof this.#from !== 'string' && (head === undefined || this.#from.commit > head.commit)) this.#from = head ?? 'start';
    this.#checked = true;
  }

  /** A live subscription gets no more markers from the server: the head is reached whenever everything received has been delivered. */
  async #isAtHead(wire: WireRead): Promise<boolean> {
    if (this.#marked || !wire.isLive) return false;
    if (!wire.hasMore) await nextTurn();
    return wire.isLive && !wire.hasMore;
  }

  async #leaveWire(): Promise<void> {
    const wire = this.#wire;
    this.#wire = undefined;
    if (wire === undefined) return;
    this.#from = wire.provenBeyond(this.#from);
    await wire.leave();
  }
}
