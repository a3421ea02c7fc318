import type { Position } from '#event-sourcing/event.js';
import { entryOf, JOURNAL_COLUMNS, type JournalRow } from '../writers/journal-row.js';
import { AppliedListeners } from '../checkpoints/applied-listeners.js';
import type { ReadDatabase } from '../database/read-database.js';
import type { AppliedListener } from '../daemon/views.js';

const EVENTS_PER_PAGE = 500;

/** Tells listeners of the events that views have passed, as the journal has them. */
export class Announcements {
  readonly #listeners = new AppliedListeners();
  #announced: Position | undefined;

  constructor(private readonly database: Pick<ReadDatabase, 'select'>) {}

  /** @returns what ends it */
  listen(listener: AppliedListener): () => void {
    return this.#listeners.add(listener);
  }

  /** Tells of those since the last time, one call at a time. @throws what the database throws: the rest is told the next time */
  async upTo(head: Position): Promise<void> {
    // Backwards they go where another store is their source now.
    if (this.#announced !== undefined && this.#announced > head) this.#announced = head;
    for (let after = this.#announced ?? head; after < head && this.#listeners.size > 0;) {
      const rows = await this.database.select<JournalRow>(
        `SELECT ${JOURNAL_COLUMNS} FROM journal j WHERE j.position > ? AND j.position <= ? ORDER BY j.position LIMIT ${EVENTS_PER_PAGE}`,
        [after, head],
      );
      const last = rows.at(-1);
      if (!last) break;
      after = this.#announced = last.position;
      this.#listeners.tell(rows.map(entryOf));
    }
    if (this.#announced === undefined || this.#announced < head) this.#announced = head;
  }
}
