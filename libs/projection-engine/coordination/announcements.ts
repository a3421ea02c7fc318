import type { Position } from '#event-sourcing/event.js';
import { entryOf, JOURNAL_COLUMNS, type JournalRow } from '../writers/journal-row.js';
import { AppliedListeners } from '../checkpoints/applied-listeners.js';
import type { ReadDatabase } from '../database/read-database.js';
import type { AppliedListener } from '../daemon/views.js';

const EVENTS_PER_PAGE = 500;

/** Tells listeners about the events that the views have passed. The events come from the journal. */
export class Announcements {
  readonly #listeners = new AppliedListeners();
  #announced: Position | undefined;

  constructor(private readonly database: Pick<ReadDatabase, 'select'>) {}

  /** Adds a listener. @returns a function that removes it */
  listen(listener: AppliedListener): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * Announces all events since the last call, up to `head`. Call it again only when the previous call is done.
   * @throws what the database throws; the next call announces the rest
   */
  async upTo(head: Position): Promise<void> {
    // The head moves backwards if the views are made from another store now.
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
