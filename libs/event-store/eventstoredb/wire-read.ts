import type { Readable } from 'node:stream';
import {
  StreamNotFoundError,
  type AllStreamResolvedEvent,
  type Direction,
  type Filter,
  type Position as WirePosition,
  type ReadPosition,
  type ReadRevision,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { closedError } from '../closed.js';
import { Outage } from './call-failure.js';
import type { Connection } from './connection.js';
import { within } from './patience.js';

type WireEvent = ResolvedEvent | AllStreamResolvedEvent;

/** Events at hand, in order; that the server has no more for now; that the read is over. */
type WireItem = WireEvent[] | 'caughtUp' | 'end';

/** Events that are decoded before they are asked for; beyond that the server is not read from. Far fewer, and it is waited for. */
const buffered = { objectMode: true, readableHighWaterMark: 500, writableHighWaterMark: 16 };

/** How long leaving waits for the call to be made, so that it can be cancelled. */
const leaveMs = 100;

/**
 * One read or subscription on the wire, taken in arrays. The client tells of being caught up before the events that it has
 * buffered have been taken: here it is told in its place.
 */
export class WireRead {
  #error: Error | undefined;
  #ended = false;
  #wake: (() => void) | undefined;
  #taken = 0;
  /** After how many events taken the marker is due. */
  #caughtUpAt: number | undefined;
  #checkpoint: { readonly at: number; readonly position: WirePosition } | undefined;
  #confirmed: boolean;
  readonly #wire: Readable;
  readonly #release: () => Promise<void>;

  private constructor(
    private readonly connection: Connection,
    // The client's own type of it leaves out all that a Readable can beyond the basics.
    readable: unknown,
    end: () => Promise<void>,
    /** A read has to go on getting answers; a subscription only has to be confirmed. */
    private readonly isSubscription: boolean,
    private readonly signal: AbortSignal = connection.closed,
  ) {
    const wire = (this.#wire = readable as Readable);
    this.#confirmed = !isSubscription;
    const wake = (): void => this.#wake?.();
    this.#release = connection.hold(async () => {
      // Where the call was never made there is nothing to cancel: the client rejects, or waits for as long as it looks for the cluster.
      await within(leaveMs, end()).catch(() => undefined);
      wire.destroy();
      signal.removeEventListener('abort', wake);
    });
    wire.on('error', (error) => {
      this.#error ??= error;
      wake();
    });
    wire.on('end', () => {
      this.#ended = true;
      wake();
    });
    wire.on('close', () => {
      this.#ended = true;
      wake();
    });
    wire.on('confirmation', () => (this.#confirmed = true));
    wire.on('caughtUp', () => {
      this.#caughtUpAt = this.#taken + wire.readableLength;
      wake();
    });
    wire.on('fellBehind', () => (this.#caughtUpAt = undefined));
    wire.on('readable', wake);
    signal.addEventListener('abort', wake);
  }

  static ofStream(
    connection: Connection,
    stream: string,
    options: { readonly fromRevision: ReadRevision; readonly direction: Direction; readonly maxCount: number },
    signal?: AbortSignal,
  ): WireRead {
    const wire = connection.client.readStream(stream, { ...connection.call, ...options }, buffered);
    return new WireRead(connection, wire, () => wire.cancel(), false, signal);
  }

  /** All streams, backwards: the only direction in which the server is not asked to filter. */
  static ofAllBackwards(connection: Connection, fromPosition: ReadPosition, maxCount: number): WireRead {
    const wire = connection.client.readAll({ ...connection.call, fromPosition, direction: 'backwards', maxCount }, buffered);
    return new WireRead(connection, wire, () => wire.cancel(), false);
  }

  static subscription(connection: Connection, fromPosition: ReadPosition, filter: Filter): WireRead {
    const checkpointReached = (_: unknown, position: WirePosition): void => read.#reached(position);
    const wire = connection.client.subscribeToAll({ ...connection.call, fromPosition, filter: { ...filter, checkpointReached } }, buffered);
    const read = new WireRead(connection, wire, () => wire.unsubscribe(), true);
    return read;
  }

  /** From where on to resume, given where the last event lies that was taken: the server may have looked further and found none. */
  provenBeyond(last: ReadPosition): ReadPosition {
    if (this.#checkpoint === undefined || this.#checkpoint.at > this.#taken) return last;
    const { position } = this.#checkpoint;
    return typeof last === 'string' || position.commit > last.commit ? position : last;
  }

  /** Whether `next()` has something to give without waiting. */
  get hasMore(): boolean {
    return this.#wire.readableLength > 0 || this.#caughtUpAt !== undefined || this.#error !== undefined || this.#ended;
  }

  /**
   * The next item, at most so many events.
   * @throws what the client gives, an Outage when nothing comes in time, EventStoreError STORE_CLOSED
   */
  async next(limit: number): Promise<WireItem> {
    for (;;) {
      if (this.signal.aborted) throw closedError();
      const events = this.#take(limit);
      if (events.length > 0) return events;
      if (this.#caughtUpAt !== undefined && this.#caughtUpAt <= this.#taken) {
        this.#caughtUpAt = undefined;
        return 'caughtUp';
      }
      if (this.#error instanceof StreamNotFoundError) return 'end';
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended) {
        if (this.isSubscription) throw new Outage('the subscription was dropped');
        return 'end';
      }
      await this.#news();
    }
  }

  /** Ends the call on the server too: leaving the stream alone would not. */
  async leave(): Promise<void> {
    await this.#release();
  }

  /** Never beyond a marker. */
  #take(limit: number): WireEvent[] {
    const until = this.#caughtUpAt === undefined ? limit : Math.min(limit, this.#caughtUpAt - this.#taken);
    const events: WireEvent[] = [];
    while (events.length < until) {
      const event = this.#wire.read() as WireEvent | null;
      if (event === null) break;
      events.push(event);
    }
    this.#taken += events.length;
    return events;
  }

  #reached(position: WirePosition): void {
    this.#checkpoint = { at: this.#taken + this.#wire.readableLength, position };
  }

  async #news(): Promise<void> {
    const waits = this.isSubscription && this.#confirmed;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (!waits) {
        timer = setTimeout(() => {
          if (!(this.isSubscription && this.#confirmed)) this.#error ??= new Outage('no answer in time');
          resolve();
        }, this.connection.patience.callMs);
      }
    });
    clearTimeout(timer);
    this.#wake = undefined;
  }
}
