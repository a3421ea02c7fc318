import { EventStoreError, type EventStore } from '#event-sourcing/store/event-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Backoff } from '#async/retry.js';
import { asError } from './failing.js';

export interface FailingStreamsPorts {
  readonly store: Pick<EventStore, 'read'>;
  /** Does what follows from an event. Must be idempotent. */
  readonly react: (event: StoredEvent) => Promise<void>;
  readonly backoff: Backoff;
  /** Called after every failure. */
  readonly onFailure: (event: Pick<StoredEvent, 'stream' | 'revision'>, attempts: number, error: Error) => void;
  /** Called when a failing stream has caught up. */
  readonly onCaughtUp: () => void;
  readonly signal: AbortSignal;
}

interface Failing {
  /** The position of the last event before the first undone one. */
  readonly before: Position | undefined;
  /** The revision of the first undone event. */
  next: number;
  /** The revision of the last event read from the log. */
  seen: number;
  error: Error;
}

/**
 * Streams with an event whose reaction failed. Each stream is retried separately, with back-off, and its events are read from the store
 * again, so that memory holds only a revision for each. Later events of a failing stream wait; other streams continue.
 */
export class FailingStreams {
  /** In the order of their first undone events. */
  private readonly streams = new Map<string, Failing>();
  private readonly retries = new Set<Promise<void>>();
  private failures = 0;

  constructor(private readonly ports: FailingStreamsPorts) {}

  /** How many streams are failing. */
  get size(): number {
    return this.streams.size;
  }

  /** How often a reaction has failed. */
  get total(): number {
    return this.failures;
  }

  /** The error of the stream that has waited longest; undefined: no stream is failing. */
  get failure(): Error | undefined {
    return this.first?.error;
  }

  /** The position up to which everything is done, given that the log has been read up to `place`. */
  doneUpTo(place: Position | undefined): Position | undefined {
    return this.first ? this.first.before : place;
  }

  /** Whether the event belongs to a failing stream, which then handles it later. */
  takes({ stream, revision }: StoredEvent): boolean {
    const failing = this.streams.get(stream);
    if (failing) failing.seen = Math.max(failing.seen, revision);
    return failing !== undefined;
  }

  /** Adds a stream whose reaction failed. @param before the position of the previous event in the log */
  add({ stream, revision }: StoredEvent, before: Position | undefined, failure: unknown): void {
    const failing: Failing = { before, next: revision, seen: revision, error: asError(failure) };
    this.streams.set(stream, failing);
    this.report(stream, failing, 1, failure);
    const retry = this.retry(stream, failing).finally(() => this.retries.delete(retry));
    this.retries.add(retry);
  }

  /** Forgets all failing streams, because they belong to another log. */
  clear(): void {
    this.streams.clear();
  }

  /** Resolves when no retry is running any more; call it after aborting the signal. */
  async settled(): Promise<void> {
    await Promise.all(this.retries);
  }

  private get first(): Failing | undefined {
    return this.streams.values().next().value;
  }

  private async retry(stream: string, failing: Failing): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.ports.backoff(attempt, this.ports.signal);
      if (this.ports.signal.aborted || this.streams.get(stream) !== failing) return;
      try {
        await this.catchUp(stream, failing);
        if (failing.next <= failing.seen) continue;
        this.streams.delete(stream);
        this.ports.onCaughtUp();
        return;
      } catch (failure) {
        if (failure instanceof EventStoreError && failure.code === 'STORE_CLOSED') return;
        this.report(stream, failing, attempt + 1, failure);
      }
    }
  }

  private async catchUp(stream: string, failing: Failing): Promise<void> {
    for await (const events of this.ports.store.read(stream, failing.next === 0 ? {} : { after: failing.next - 1 }))
      for (const event of events) {
        if (this.ports.signal.aborted) return;
        await this.ports.react(event);
        failing.next = event.revision + 1;
      }
  }

  private report(stream: string, failing: Failing, attempts: number, failure: unknown): void {
    this.failures++;
    failing.error = asError(failure);
    this.ports.onFailure({ stream, revision: failing.next }, attempts, failing.error);
  }
}
