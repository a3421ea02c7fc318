import type { FairQueue } from '#async/fair-queue.js';
import type { ExecutionResult } from 'graphql';

/** How a subscriber reports to its audience. */
interface Answering {
  /** Called when the subscriber has read everything and waits for the next answer. */
  hungry(): void;
  left(subscriber: Subscriber): void;
}

/** A subscriber: receives answers and reads them one by one, each in a queued turn of its own. */
export class Subscriber implements AsyncIterableIterator<ExecutionResult> {
  /** Unread answers by subject: of several about the same subject only the latest is read. */
  private readonly unread = new Map<string, ExecutionResult>();
  private readonly gone = new AbortController();
  private failure: Error | undefined;
  private isReading = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly answering: Answering,
    private readonly turns: FairQueue,
    private readonly asker: string,
  ) {}

  /** Whether the subscriber waits for an answer. */
  get isHungry(): boolean {
    return this.isReading && this.unread.size === 0;
  }

  give(about: string, answer: ExecutionResult): void {
    if (this.gone.signal.aborted) return;
    this.unread.set(about, answer);
    this.wake();
  }

  /** Ends the subscription after the unread answers, with an error if one is given. */
  end(failure?: Error): void {
    this.failure = failure;
    if (failure === undefined) this.leave();
    this.wake();
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    this.isReading = true;
    try {
      while (this.unread.size === 0 && !this.gone.signal.aborted) {
        if (this.failure) throw this.failure;
        const given = new Promise<void>((resolve) => (this.wake = resolve));
        this.answering.hungry();
        await given;
      }
      // Writing the answer takes time, too, so it is queued. In a queue of its own: it does not wait for everything that the person has
      // asked for.
      const answer = await this.turns.run(`${this.asker} reads`, () => this.takeFirst(), this.gone.signal);
      return answer === undefined ? { done: true, value: undefined } : { done: false, value: answer };
    } finally {
      this.isReading = false;
    }
  }

  /** Ends the subscription at once, whatever it waits for. */
  return(): Promise<IteratorResult<ExecutionResult>> {
    this.leave();
    this.wake();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private takeFirst(): ExecutionResult | undefined {
    for (const [about, answer] of this.unread) {
      this.unread.delete(about);
      return answer;
    }
    return undefined;
  }

  private leave(): void {
    if (this.gone.signal.aborted) return;
    this.gone.abort();
    this.unread.clear();
    this.answering.left(this);
  }
}
