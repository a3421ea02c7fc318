import { EventStoreError, type EventStore } from '#event-sourcing/event-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Backoff } from '#async/retry.js';
import { asError } from './failing.js';

export interface FailingStreamsPorts {
  readonly store: Pick<EventStore, 'read'>;
  /** Does what follows from an event; done twice, it is done once. */
  readonly react: (event: StoredEvent) => Promise<void>;
  readonly backoff: Backoff;
  /** Hears of every failure. */
  readonly onFailure: (event: Pick<StoredEvent, 'stream' | 'revision'>, attempts: number, error: Error) => void;
  /** Hears that a stream has caught up. */
  readonly onCaughtUp: () => void;
  readonly signal: AbortSignal;
}

interface Failing {
  /** Of the last event before the first one that is not done. */
  readonly before: Position | undefined;
  /** The revision of the first event that is not done. */
  next: number;
  /** The revision of the last event that the log has shown. */
  seen: number;
  error: Error;
}

/**
 * Streams with an event whose reaction failed. Each is tried again by itself, ever more rarely, and read from the store for it, so that
 * memory holds a revision for each and no events. What comes after a failed event in its stream waits for it; other streams do not.
 */
export class FailingStreams {
  /** In the order of their first events that are not done. */
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

  /** Why the stream that has waited longest fails; undefined: none does. */
  get failure(): Error | undefined {
    return this.first?.error;
  }

  /** How far everything is done in a log that has been read up to `place`. */
  doneUpTo(place: Position | undefined): Position | undefined {
    return this.first ? this.first.before : place;
  }

  /** Whether the event is of a failing stream; then its turn comes with that stream's. */
  takes({ stream, revision }: StoredEvent): boolean {
    const failing = this.streams.get(stream);
    if (failing) failing.seen = Math.max(failing.seen, revision);
    return failing !== undefined;
  }

  /** @param before the position of the event before it in the log */
  add({ stream, revision }: StoredEvent, before: Position | undefined, failure: unknown): void {
    const failing: Failing = { before, next: revision, seen: revision, error: asError(failure) };
    this.streams.set(stream, failing);
    this.report(stream, failing, 1, failure);
    const retry = this.retry(stream, failing).finally(() => this.retries.delete(retry));
    this.retries.add(retry);
  }

  /** They are of another log. */
  clear(): void {
    this.streams.clear();
  }

  /** Resolves when no retry is under way any more: after the signal was given. */
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
