import { pause } from '#async/pause.js';
import { pauseAfter } from '#async/retry.js';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { meaningOf, Outage } from './call-failure.js';
import type { Connection } from './connection.js';

/** The tries of one piece of work that outages interrupt. */
export class Attempts {
  #failed = 0;
  #since = performance.now();
  #until = Infinity;
  #channel: Connection['channel'];

  /** @param totalMs how long to go on trying since the work last got on */
  constructor(
    private readonly connection: Connection,
    private readonly totalMs = connection.deadlines.totalMs,
    private readonly signals: readonly AbortSignal[] = [connection.closed],
  ) {
    this.#channel = connection.channel;
  }

  /** How many tries in a row have failed. */
  get failed(): number {
    return this.#failed;
  }

  /** How long the try at hand may wait for an answer. */
  get ms(): number {
    return Math.max(1, Math.min(this.connection.deadlines.callMs, this.#until - performance.now()));
  }

  /** The work got on: it has the whole of its time again. */
  progressed(): void {
    this.#failed = 0;
    this.#since = performance.now();
    this.#until = Infinity;
  }

  /**
   * Pauses before the next try.
   * @throws what the error means, where no other try makes sense; EventStoreError STORE_UNAVAILABLE, retryable, when the time is up
   */
  async after(error: unknown): Promise<void> {
    const meaning = meaningOf(error);
    if (!(meaning instanceof Outage)) throw meaning;
    if (meaning.unanswered) this.connection.abandon(this.#channel ?? this.connection.channel);
    const now = performance.now();
    // Until the first failure nobody waited in vain: a reader that takes its time, or a long search, costs nothing of the time.
    if (this.#failed++ === 0) this.#until = Math.max(this.#since, now - this.connection.deadlines.callMs) + this.totalMs;
    const ms = pauseAfter(this.#failed, this.connection.deadlines.retries);
    if (now + ms >= this.#until)
      throw new EventStoreError('STORE_UNAVAILABLE', `the event store cannot be reached: ${meaning.message}`, true);
    await pause(ms, ...this.signals);
    this.#channel = this.connection.channel;
  }
}
