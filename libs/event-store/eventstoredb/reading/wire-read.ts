import type { Readable } from 'node:stream';
import {
  StreamNotFoundError,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type Direction,
  type Position as WirePosition,
  type ReadPosition,
  type ReadRevision,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { within } from '#async/within.js';
import { closedError } from '../../closed.js';
import { Outage } from '../client/call-failure.js';
import type { Connection } from '../client/connection.js';

export type WireEvent = ResolvedEvent | AllStreamResolvedEvent;

/** Events in order; or 'caughtUp': the server has no more for now; or 'end': the read is over. */
type WireItem = WireEvent[] | 'caughtUp' | 'end';

const eventsAtOnce = 1_000;

/** How many decoded events are buffered before the server's stream is paused. With far fewer the reader would wait for the server. */
const buffered = { objectMode: true, readableHighWaterMark: 500, writableHighWaterMark: 16 };

/**
 * After how many filter windows the server sends a checkpoint while it skips other applications' events. These events then cost
 * nothing but the checkpoints.
 */
const checkpointInterval = 8;

/** How many milliseconds leaving waits for the call to start, so that it can be cancelled. */
const leaveMs = 100;

/**
 * One read or subscription on the wire, delivered in arrays. The client announces "caught up" before the events in its buffer have been
 * taken; here the marker is delivered after those events.
 */
export class WireRead {
  /** Whether the server has sent everything and now sends events as they are appended. */
  #live = false;
  #error: Error | undefined;
  #ended = false;
  #wake: (() => void) | undefined;
  #taken = 0;
  /** After how many more events the marker is due. */
  #caughtUpAt: number | undefined;
  #checkpoint: { readonly at: number; readonly position: WirePosition } | undefined;
  #confirmed = false;
  readonly #wire: Readable;
  readonly #release: () => Promise<void>;

  private constructor(
    connection: Connection,
    // The client's own type lacks most of the members of a Readable.
    readable: unknown,
    end: () => Promise<void>,
    /** A read must receive answers all the time; a subscription only has to be confirmed. */
    private readonly isSubscription: boolean,
    private readonly signal: AbortSignal = connection.closed,
  ) {
    const wire = (this.#wire = readable as Readable);
    const wake = (): void => this.#wake?.();
    const fail = (error: Error): void => {
      this.#error ??= error;
      wake();
    };
    this.#release = connection.hold(
      async () => {
        // If the call never started there is nothing to cancel: the client rejects, or waits as long as it looks for the cluster.
        await within(leaveMs, end(), () => undefined).catch(() => undefined);
        wire.destroy();
        signal.removeEventListener('abort', wake);
      },
      () => {
        // A read finishes on its old node. A subscription must move, or it would follow a node that is no longer the leader, as long as
        // that node runs.
        if (isSubscription) fail(new Outage('the subscription moves to another node'));
      },
    );
    wire.on('error', fail);
    wire.on('close', () => {
      this.#ended = true;
      wake();
    });
    wire.on('confirmation', () => (this.#confirmed = true));
    wire.on('caughtUp', () => {
      this.#caughtUpAt = this.#taken + wire.readableLength;
      wake();
    });
    wire.on('fellBehind', () => {
      this.#caughtUpAt = undefined;
      this.#live = false;
    });
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

  /** Reads all streams backwards, other applications' included: the client offers no filter in this direction. */
  static ofAllBackwards(connection: Connection, fromPosition: ReadPosition, maxCount: number): WireRead {
    const wire = connection.client.readAll({ ...connection.call, fromPosition, direction: 'backwards', maxCount }, buffered);
    return new WireRead(connection, wire, () => wire.cancel(), false);
  }

  /** Subscribes to the streams with this name prefix. */
  static subscription(connection: Connection, fromPosition: ReadPosition, prefix: string): WireRead {
    const checkpointReached = (_: unknown, position: WirePosition): void => read.#reached(position);
    const filter = streamNameFilter({ prefixes: [prefix], checkpointInterval, checkpointReached });
    const wire = connection.client.subscribeToAll({ ...connection.call, fromPosition, filter }, buffered);
    const read = new WireRead(connection, wire, () => wire.unsubscribe(), true);
    return read;
  }

  /** The position to resume from after the last event taken: the server may have scanned further without finding an event of ours. */
  provenBeyond(last: ReadPosition): ReadPosition {
    if (this.#checkpoint === undefined || this.#checkpoint.at > this.#taken) return last;
    const { position } = this.#checkpoint;
    return typeof last === 'string' || position.commit > last.commit ? position : last;
  }

  /** Whether the server has scanned some of the log, even without finding an event. */
  get hasProven(): boolean {
    return this.#checkpoint !== undefined;
  }

  /** Whether the subscription has caught up and not fallen behind since: new events are sent at once. */
  get isLive(): boolean {
    return this.#live;
  }

  /** Whether the buffer is full, so that more events may be on their way. */
  get isFull(): boolean {
    return this.#wire.readableLength >= buffered.readableHighWaterMark;
  }

  /** Whether `next()` can return something without waiting. */
  get hasMore(): boolean {
    return this.#wire.readableLength > 0 || this.#caughtUpAt !== undefined || this.#error !== undefined || this.#ended;
  }

  /**
   * Returns the next item. @param ms the time limit for the first answer and, for a read, for every further one
   * @throws the client's error, an Outage when nothing comes in time, EventStoreError STORE_CLOSED
   */
  async next(ms: number): Promise<WireItem> {
    for (;;) {
      if (this.signal.aborted) throw closedError();
      const events = this.#take();
      if (events.length > 0) return events;
      if (this.#isMarkerDue) {
        this.#caughtUpAt = undefined;
        this.#live = true;
        return 'caughtUp';
      }
      if (this.#error instanceof StreamNotFoundError) return 'end';
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended) {
        if (this.isSubscription) throw new Outage('the subscription was dropped');
        return 'end';
      }
      await this.#news(ms);
    }
  }

  /** Ends the call on the server, too: destroying the stream alone would not. */
  async leave(): Promise<void> {
    await this.#release();
  }

  get #isMarkerDue(): boolean {
    return this.#caughtUpAt !== undefined && this.#caughtUpAt <= this.#taken;
  }

  /**
   * Takes the buffered events up to a marker. Taking an event may pull in a marker or a checkpoint, so the count must be right at every
   * event.
   */
  #take(): WireEvent[] {
    const events: WireEvent[] = [];
    while (events.length < eventsAtOnce && !this.#isMarkerDue) {
      const event = this.#wire.read() as WireEvent | null;
      if (event === null) break;
      events.push(event);
      this.#taken++;
    }
    return events;
  }

  #reached(position: WirePosition): void {
    this.#checkpoint = { at: this.#taken + this.#wire.readableLength, position };
  }

  async #news(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(() => {
        if (!this.isSubscription || !this.#confirmed) this.#error ??= new Outage('no answer in time', true);
        resolve();
      }, ms);
    });
    clearTimeout(timer);
    this.#wake = undefined;
  }
}
