/** Questions by key that are asked for many keys at once: those of one turn of the event loop become one. */
export class Coalesced<T> {
  private waiting = new Map<string, Promise<T | undefined>>();
  private batch: Promise<ReadonlyMap<string, T>> | undefined;

  constructor(private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>) {}

  /** Asked after this call, never answered from before it. */
  get(key: string): Promise<T | undefined> {
    let answer = this.waiting.get(key);
    if (!answer) {
      this.batch ??= this.nextTurn();
      answer = this.batch.then((found) => found.get(key));
      this.waiting.set(key, answer);
    }
    return answer;
  }

  private async nextTurn(): Promise<ReadonlyMap<string, T>> {
    await new Promise((resolve) => setImmediate(resolve));
    const keys = [...this.waiting.keys()];
    this.waiting = new Map();
    this.batch = undefined;
    return this.ask(keys);
  }
}
