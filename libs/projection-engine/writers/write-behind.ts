import type { Change } from './projection-writer.js';
import type { Session } from '../database/views-database.js';

/** Runs `work` in a transaction after earlier writers are done. */
export type Write = (work: (session: Session) => Promise<void>) => Promise<void>;

/**
 * Writes changes in order while the next ones are folded. All changes that have come by the time a write starts go into one transaction.
 */
export class WriteBehind {
  readonly #waiting: (readonly Change[])[] = [];
  /** The write under way. After a failure it stays rejected: nothing is written any more. */
  #writing: Promise<void> | undefined;

  constructor(
    private readonly write: Write,
    /** How many lists of changes may wait; beyond that, folding waits. */
    private readonly mostWaiting: number,
  ) {}

  /** Adds changes to write. @throws the error of an earlier write, here or later, at the latest from `written` */
  async add(changes: readonly Change[]): Promise<void> {
    this.#waiting.push(changes);
    if (!this.#writing) {
      this.#writing = this.#writeAll();
      this.#writing.catch(() => undefined);
    }
    if (this.#waiting.length > this.mostWaiting) await this.#writing;
  }

  /** Waits until everything is written. @throws the error of a write */
  async written(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      let changes: Change[] = [];
      await this.write(async (session) => {
        changes = this.#waiting.splice(0).flat();
        for (const change of changes) await change.write(session);
      });
      for (const change of changes) change.committed();
    }
    this.#writing = undefined;
  }
}
