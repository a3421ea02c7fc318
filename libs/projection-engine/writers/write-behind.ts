import type { Change } from './projection-writer.js';
import type { Session } from '../database/views-database.js';

/** Runs `work` in a transaction when its turn has come. */
export type Write = (work: (session: Session) => Promise<void>) => Promise<void>;

/** Writes changes in their order while the next ones are folded: what has come by the time that its turn does goes in one transaction. */
export class WriteBehind {
  readonly #waiting: (readonly Change[])[] = [];
  /** Left as it is by a failure: nothing is written after it. */
  #writing: Promise<void> | undefined;

  constructor(
    private readonly write: Write,
    /** Lists of changes: beyond that, folding waits. */
    private readonly mostWaiting: number,
  ) {}

  /** @throws what a write before it failed of, if not now then later: at the latest when it is `written` */
  async add(changes: readonly Change[]): Promise<void> {
    this.#waiting.push(changes);
    if (!this.#writing) {
      this.#writing = this.#writeAll();
      this.#writing.catch(() => undefined);
    }
    if (this.#waiting.length > this.mostWaiting) await this.#writing;
  }

  /** Until everything is. @throws what a write failed of */
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
