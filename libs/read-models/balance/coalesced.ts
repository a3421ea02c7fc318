/**
 * Combines requests for single keys into one question for many keys. Requests of one answer are collected until all promises that are
 * settled by now have run, not until the next turn of the event loop: then all answers under way would continue at the same moment, and 64
 * answers at once live long enough to be copied by the garbage collector.
 */
export class Coalesced<T> {
  private waiting = new Map<string, Promise<T | undefined>>();
  private batch: Promise<ReadonlyMap<string, T>> | undefined;

  constructor(private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>) {}

  /** Requests a key. The question is asked after this call, so the answer is never older than the call. */
  get(key: string): Promise<T | undefined> {
    let answer = this.waiting.get(key);
    if (!answer) {
      this.batch ??= this.whenAsked();
      answer = this.batch.then((found) => found.get(key));
      this.waiting.set(key, answer);
    }
    return answer;
  }

  private async whenAsked(): Promise<ReadonlyMap<string, T>> {
    await Promise.resolve();
    // `nextTick` runs when no settled promise has a callback left to run.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    const keys = [...this.waiting.keys()];
    this.waiting = new Map();
    this.batch = undefined;
    return this.ask(keys);
  }
}
