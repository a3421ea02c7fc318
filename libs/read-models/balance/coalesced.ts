/**
 * Questions by key that are asked for many keys at once: those of one answer become one. They wait for the promises that are
 * settled by now, not for a turn of the event loop: every request under way would then go on at the same moment, and
 * 64 answers at once live long enough to be copied by the garbage collector.
 */
export class Coalesced<T> {
  private waiting = new Map<string, Promise<T | undefined>>();
  private batch: Promise<ReadonlyMap<string, T>> | undefined;

  constructor(private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>) {}

  /** Asked after this call, never answered from before it. */
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
    // Runs when no promise has anything left to do.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    const keys = [...this.waiting.keys()];
    this.waiting = new Map();
    this.batch = undefined;
    return this.ask(keys);
  }
}
