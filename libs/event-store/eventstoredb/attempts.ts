import { meaningOf, Outage } from './call-failure.js';
import { lost, pause, pauseBefore, type Patience } from './patience.js';

/** Counts the tries of one piece of work that outages interrupt. */
export class Attempts {
  #failed = 0;
  #since = performance.now();

  constructor(
    private readonly patience: Patience,
    private readonly signal: AbortSignal,
  ) {}

  /** How many tries in a row have failed. */
  get failed(): number {
    return this.#failed;
  }

  /** The work got on: its patience starts anew. */
  progressed(): void {
    this.#failed = 0;
    this.#since = performance.now();
  }

  /**
   * Pauses before the next try.
   * @throws what the error means, where no other try makes sense; EventStoreError STORE_UNAVAILABLE, retryable, when the time is up
   */
  async after(error: unknown, bounded = true): Promise<void> {
    const meaning = meaningOf(error);
    if (!(meaning instanceof Outage)) throw meaning;
    const ms = pauseBefore(this.patience, ++this.#failed);
    if (bounded && performance.now() + ms - this.#since > this.patience.totalMs) throw lost(meaning);
    await pause(ms, this.signal);
  }
}
