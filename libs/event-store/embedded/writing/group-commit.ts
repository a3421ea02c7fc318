import type { AppendResult } from '#event-sourcing/event-store.js';
import { EventStoreError } from '#event-sourcing/event-store.js';
import type { Append, AppendLog } from './append-log.js';

interface Waiting {
  readonly append: Append;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** So that one transaction never keeps the process from everything else for long. */
const maximumAppends = 512;

/** Appends that wait at the same time share one transaction, hence one wait for the disk. */
export class GroupCommit {
  #waiting: Waiting[] = [];

  /** `log` gives the one to be used now; `onCommitted` is called after every transaction that stored something. */
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

  /** Now, behind what waits: all of them, or none where one is a conflict. @throws EventStoreError and has then stored none of them */
  together(appends: readonly Append[]): AppendResult[] {
    this.drain();
    const log = this.log();
    const before = log.row;
    const results = log.commit(appends, true);
    if (log.row > before) this.onCommitted();
    return results;
  }

  /** Answers whatever waits, now. */
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
      // The file cannot be asked how far it goes: whoever has no answer yet is told, and whoever waits for events looks.
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
      // What is too much together may be little alone: the large one fails, its neighbours go in.
      if (group.length > 1 && error instanceof EventStoreError && error.code === 'STORE_FULL') {
        for (const one of group) this.#commitTogether([one]);
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  }
}
