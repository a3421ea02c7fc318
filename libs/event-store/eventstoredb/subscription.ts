import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadPosition } from '@eventstore/db-client';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { assertNotBeyondHead } from './all-read.js';
import { Attempts } from './attempts.js';
import type { Connection } from './connection.js';
import { wirePositionOf } from './position.js';
import { storedEventOf } from './stored-event.js';
import { streamsWith } from './stream-filter.js';
import { eventsAtOnce } from './stream-read.js';
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
  #from: ReadPosition;
  #wire: WireRead | undefined;
  /** The position that was asked for still has to be held against the head. */
  #unchecked: Position | undefined;
  /** The server has nothing more for now, and events are handed over as they are appended. */
  #live = false;
  /** The marker has been given and no event since. */
  #marked = false;

  constructor(
    private readonly connection: Connection,
    private readonly prefix: string,
    after: Position | undefined,
  ) {
    this.#from = after === undefined ? 'start' : wirePositionOf(after);
    this.#unchecked = after;
    const ended = AbortSignal.any([this.#left.signal, connection.closed]);
    this.#attempts = new Attempts(connection.patience, ended);
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
        if (this.#left.signal.aborted) break;
        await this.#leaveWire();
        this.connection.assertOpen();
        await this.#attempts.after(error, false);
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
    if (this.#unchecked !== undefined) await assertNotBeyondHead(this.connection, this.#unchecked);
    this.#unchecked = undefined;
    if (this.#left.signal.aborted) return undefined;
    const wire = (this.#wire ??= WireRead.subscription(this.connection, this.#from, streamsWith(this.prefix)));
    this.#from = wire.provenBeyond(this.#from);
    const item = this.#live && !this.#marked ? await this.#orMarker(wire) : await wire.next(eventsAtOnce);
    if (item === 'caughtUp') {
      this.#live = true;
      this.#attempts.progressed();
      if (this.#marked) return undefined;
      this.#marked = true;
      return 'caughtUp';
    }
    if (item === 'end') return undefined;
    this.#attempts.progressed();
    this.#from = item.at(-1)!.event!.position!;
    const events = item.map((resolved) => storedEventOf(resolved, this.prefix)).filter((event) => event !== undefined);
    if (events.length === 0) return undefined;
    this.#marked = false;
    return events;
  }

  /** Once it is live the server gives no more markers: the head is reached whenever all that came has been handed over. */
  async #orMarker(wire: WireRead): ReturnType<WireRead['next']> {
    if (!wire.hasMore) await nextTurn();
    return wire.hasMore ? wire.next(eventsAtOnce) : 'caughtUp';
  }

  async #leaveWire(): Promise<void> {
    this.#live = false;
    const wire = this.#wire;
    this.#wire = undefined;
    await wire?.leave();
  }
}
