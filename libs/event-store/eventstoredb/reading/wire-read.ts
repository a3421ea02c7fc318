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

/** Events at hand, in order; that the server has no more for now; that the read is over. */
type WireItem = WireEvent[] | 'caughtUp' | 'end';

const eventsAtOnce = 1_000;

/** Events that are decoded before they are asked for; beyond that the server is not read from. Far fewer, and it is waited for. */
const buffered = { objectMode: true, readableHighWaterMark: 500, writableHighWaterMark: 16 };

/** The greatest window that is looked through before the server says how far it has come: other people's events cost nothing but it. */
const checkpointInterval = 8;

/** How long leaving waits for the call to be made, so that it can be cancelled. */
const leaveMs = 100;

/**
 * One read or subscription on the wire, taken in arrays. The client tells of being caught up before the events that it has
 * buffered have been taken: here it is told in its place.
 */
export class WireRead {
  /** The server has nothing more for now, and sends events as they are appended. */
  #live = false;
  #error: Error | undefined;
  #ended = false;
  #wake: (() => void) | undefined;
  #taken = 0;
  /** After how many events taken the marker is due. */
  #caughtUpAt: number | undefined;
  #checkpoint: { readonly at: number; readonly position: WirePosition } | undefined;
  #confirmed = false;
  readonly #wire: Readable;
  readonly #release: () => Promise<void>;

  private constructor(
    connection: Connection,
    // The client's own type of it leaves out all that a Readable can beyond the basics.
    readable: unknown,
    end: () => Promise<void>,
    /** A read has to go on getting answers; a subscription only has to be confirmed. */
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
        // Where the call was never made there is nothing to cancel: the client rejects, or waits for as long as it looks for the cluster.
        await within(leaveMs, end(), () => undefined).catch(() => undefined);
        wire.destroy();
        signal.removeEventListener('abort', wake);
      },
      () => {
        // A read ends where it is. A subscription would follow a node that no longer leads, for as long as that one lives.
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

  /** All streams, everybody's: in this direction the client asks for no filter. */
  static ofAllBackwards(connection: Connection, fromPosition: ReadPosition, maxCount: number): WireRead {
    const wire = connection.client.readAll({ ...connection.call, fromPosition, direction: 'backwards', maxCount }, buffered);
    return new WireRead(connection, wire, () => wire.cancel(), false);
  }

  /** The streams whose names begin so. */
  static subscription(connection: Connection, fromPosition: ReadPosition, prefix: string): WireRead {
    const checkpointReached = (_: unknown, position: WirePosition): void => read.#reached(position);
    const filter = streamNameFilter({ prefixes: [prefix], checkpointInterval, checkpointReached });
    const wire = connection.client.subscribeToAll({ ...connection.call, fromPosition, filter }, buffered);
    const read = new WireRead(connection, wire, () => wire.unsubscribe(), true);
    return read;
  }

  /** From where on to resume, given where the last event lies that was taken: the server may have looked further and found none. */
  provenBeyond(last: ReadPosition): ReadPosition {
    if (this.#checkpoint === undefined || this.#checkpoint.at > this.#taken) return last;
    const { position } = this.#checkpoint;
    return typeof last === 'string' || position.commit > last.commit ? position : last;
  }

  /** Whether the server has looked through some of the log, if only to find nothing. */
  get hasProven(): boolean {
    return this.#checkpoint !== undefined;
  }

  /** Whether the marker has been given, and the server has not fallen behind since: then all that it has is sent at once. */
  get isLive(): boolean {
    return this.#live;
  }

  /** Whether more may be on its way than what is at hand. */
  get isFull(): boolean {
    return this.#wire.readableLength >= buffered.readableHighWaterMark;
  }

  /** Whether `next()` has something to give without waiting. */
  get hasMore(): boolean {
    return this.#wire.readableLength > 0 || this.#caughtUpAt !== undefined || this.#error !== undefined || this.#ended;
  }

  /**
   * @param ms how long to wait for the first answer, and unless this is a subscription for every further one
   * @throws what the client gives, an Outage when nothing comes in time, EventStoreError STORE_CLOSED
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

  /** Ends the call on the server too: leaving the stream alone would not. */
  async leave(): Promise<void> {
    await this.#release();
  }

  get #isMarkerDue(): boolean {
    return this.#caughtUpAt !== undefined && this.#caughtUpAt <= this.#taken;
  }

  /** Never beyond a marker. To take an event may bring one, or a checkpoint: the count has to be right at every event. */
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
