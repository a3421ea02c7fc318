import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadPosition } from '@eventstore/db-client';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { headOf } from './all-read.js';
import { Attempts } from '../client/attempts.js';
import type { Connection } from '../client/connection.js';
import type { OwnEvents } from './own-events.js';
import { positionOf, wirePositionOf } from './position.js';
import { WireRead } from './wire-read.js';

type Item = StoredEvent[] | 'caughtUp';

/**
 * Follows the log. Where it breaks off it resumes after the last event that was handed over, for as long as it takes: an outage
 * of the cluster is no reason to stop a projector. Written by hand, not as a generator: `return()` has to end a `next()` that
 * still waits for an event, which a generator would queue behind it.
 */
export class Subscription implements AsyncIterableIterator<Item> {
  readonly #attempts: Attempts;
  readonly #left = new AbortController();
  /** Of the last event that was handed over, or after which to begin. */
  #last: Position | undefined;
  /** From where to resume: there, or later where nothing of ours lies between. */
  #from: ReadPosition;
  /** Both have been held against the head of the log since they were given, or since the wire broke off. */
  #checked: boolean;
  #wire: WireRead | undefined;
  /** The marker has been given and no event since. */
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

  /** What to hand over, or undefined: nothing yet. */
  async #step(): Promise<Item | undefined> {
    if (!this.#checked) await this.#holdAgainstHead();
    if (this.#left.signal.aborted) return undefined;
    // Where the reader was slow, the server alone knows when the head is reached: begun anew, it tells.
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
   * A cluster that comes back may be an older copy of itself.
   * @throws EventStoreError STALE_POSITION where the last event is not in it
   */
  async #holdAgainstHead(): Promise<void> {
    const head = await headOf(this.connection, this.#attempts.ms);
    if (this.#last !== undefined && (head === undefined || this.#last > positionOf(head)))
      throw new EventStoreError('STALE_POSITION', `position ${this.#last} lies beyond the last event of this store`);
    // What a checkpoint proved may end where the next event will begin, or be lost with the copy.
    if (typeof this.#from !== 'string' && (head === undefined || this.#from.commit > head.commit)) this.#from = head ?? 'start';
    this.#checked = true;
  }

  /** Once it is live the server gives no more markers: the head is reached whenever all that came has been handed over. */
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
