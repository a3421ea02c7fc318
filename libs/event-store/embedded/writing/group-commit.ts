import type { AppendResult } from '#event-sourcing/store/event-store.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import type { Append, AppendLog } from './append-log.js';

interface Waiting {
  readonly append: Append;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** How many appends one transaction takes, so that it does not block the process for long. */
const maximumAppends = 512;

/** Group commit: appends that wait at the same time share one transaction and one sync of the disk. */
export class GroupCommit {
  #waiting: Waiting[] = [];

  /** @param log returns the append log to use now @param onCommitted called after every transaction that stored something */
  constructor(
    private readonly log: () => AppendLog,
    private readonly onCommitted: () => void,
  ) {}

  append(append: Append): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#turn());
      this.#waiting.push({ append, resolve, reject });
    });
  }

  /** Commits at once, after the waiting appends: all of them, or none if one is a conflict. @throws EventStoreError; then none is stored */
  together(appends: readonly Append[]): AppendResult[] {
    this.drain();
    const log = this.log();
    const before = log.row;
    const results = log.commit(appends, true);
    if (log.row > before) this.onCommitted();
    return results;
  }

  /** Commits and answers all waiting appends at once. */
  drain(): void {
    while (this.#waiting.length > 0) this.#commitSome();
  }

  #turn(): void {
    this.#commitSome();
    if (this.#waiting.length > 0) setImmediate(() => this.#turn());
  }

  #commitSome(): void {
    const group = this.#waiting.splice(0, maximumAppends);
    try {
      const before = this.log().row;
      this.#commitTogether(group);
      if (this.log().row > before) this.onCommitted();
    } catch (error) {
      // The outcome is unknown, because the file's head cannot be read: reject the waiting appends, and wake the readers to look for
      // themselves.
      for (const { reject } of group) reject(error);
      this.onCommitted();
    }
  }

  #commitTogether(group: readonly Waiting[]): void {
    if (group.length === 0) return;
    try {
      const results = this.log().commit(group.map(({ append }) => append));
      group.forEach(({ resolve }, i) => resolve(results[i]!));
    } catch (error) {
      // The group was too large for the disk, but single appends may fit: retry them one by one, so that only the large one fails.
      if (group.length > 1 && error instanceof EventStoreError && error.code === 'STORE_FULL') {
        for (const one of group) this.#commitTogether([one]);
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  }
}
