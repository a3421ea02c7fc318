import { pause } from '#async/pause.js';
import { pauseAfter } from '#async/retry.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { meaningOf, Outage } from './call-failure.js';
import type { Connection } from './connection.js';

/** The attempts at one operation that outages interrupt. */
export class Attempts {
  #failed = 0;
  #since = performance.now();
  #until = Infinity;
  #channel: Connection['channel'];

  /** @param totalMs for how long to retry since the operation last made progress */
  constructor(
    private readonly connection: Connection,
    private readonly totalMs = connection.deadlines.totalMs,
    private readonly signals: readonly AbortSignal[] = [connection.closed],
  ) {
    this.#channel = connection.channel;
  }

  /** The number of consecutive failed attempts. */
  get failed(): number {
    return this.#failed;
  }

  /** The time limit for the current attempt, in milliseconds. */
  get ms(): number {
    return Math.max(1, Math.min(this.connection.deadlines.callMs, this.#until - performance.now()));
  }

  /** Call when the operation has made progress: its time limit starts again. */
  progressed(): void {
    this.#failed = 0;
    this.#since = performance.now();
    this.#until = Infinity;
  }

  /**
   * Pauses before the next attempt.
   * @throws the error's meaning if a retry is pointless; EventStoreError STORE_UNAVAILABLE, retryable, when the time is up
   */
  async after(error: unknown): Promise<void> {
    const meaning = meaningOf(error);
    if (!(meaning instanceof Outage)) throw meaning;
    if (meaning.unanswered) this.connection.abandon(this.#channel ?? this.connection.channel);
    const now = performance.now();
    // The time limit starts at the first failed call: a slow reader or a long search before it does not count.
    if (this.#failed++ === 0) this.#until = Math.max(this.#since, now - this.connection.deadlines.callMs) + this.totalMs;
    const ms = pauseAfter(this.#failed, this.connection.deadlines.retries);
    if (now + ms >= this.#until)
      throw new EventStoreError('STORE_UNAVAILABLE', `the event store cannot be reached: ${meaning.message}`, true);
    await pause(ms, ...this.signals);
    this.#channel = this.connection.channel;
  }
}
