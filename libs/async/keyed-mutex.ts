/**
 * One at a time by key, in the order of asking. Commands on one stream take turns within a process, so that none of them
 * starves on the conflicts of the others; only other processes are met by retrying.
 */
export class KeyedMutex {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs `work` when all earlier work of the key has settled, and settles as it does. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    const mine = before ? before.then(work, work) : work();
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }
}
