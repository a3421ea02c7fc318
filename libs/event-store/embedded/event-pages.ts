import type { Database, Statement } from 'better-sqlite3';
import type { StoredEvent } from '#event-sourcing/event.js';
import { columns, storedEvent, type EventRow } from './event-row.js';

export const pageEvents = 1_000;
/** A page of large events ends early, so that it never fills the memory (in UTF-16 units). */
const pageCharacters = 4 * 1024 * 1024;

export interface Page {
  readonly events: StoredEvent[];
  /** Nothing lay beyond it when it was read. */
  readonly last: boolean;
}

/**
 * Reads pages of events. Each page is one finished statement: a statement left open between two pages would hold a
 * snapshot, keep the log from being emptied and make every write of its connection fail as busy.
 */
export class EventPages {
  readonly #streamForwards: Statement;
  readonly #streamBackwards: Statement;
  readonly #allForwards: Statement;
  readonly #allBackwards: Statement;
  readonly #head: Statement;

  constructor(file: Database) {
    const prepare = (rest: string) => file.prepare(`select ${columns} from events where ${rest} limit ?`).raw();
    this.#streamForwards = prepare('stream = ? and revision > ? order by revision');
    this.#streamBackwards = prepare('stream = ? and revision < ? order by revision desc');
    this.#allForwards = prepare('position > ? order by position');
    this.#allBackwards = prepare('position < ? order by position desc');
    this.#head = file.prepare('select max(position) from events').pluck();
  }

  /** The row of the last event, 0 while there is none. */
  head(): number {
    return (this.#head.get() as number | null) ?? 0;
  }

  forwards(after: number, limit: number): Page {
    return page(this.#allForwards, [after, limit], limit);
  }

  backwards(before: number, limit: number): Page {
    return page(this.#allBackwards, [before, limit], limit);
  }

  streamForwards(stream: string, after: number, limit: number): Page {
    return page(this.#streamForwards, [stream, after, limit], limit);
  }

  streamBackwards(stream: string, before: number, limit: number): Page {
    return page(this.#streamBackwards, [stream, before, limit], limit);
  }
}

function page(statement: Statement, parameters: readonly (string | number)[], limit: number): Page {
  const events: StoredEvent[] = [];
  let characters = 0;
  // Leaving the loop, by either way, closes the statement before this function returns.
  for (const row of statement.iterate(...parameters) as IterableIterator<EventRow>) {
    events.push(storedEvent(row));
    characters += row[5].length + row[6].length;
    if (characters > pageCharacters) return { events, last: false };
  }
  return { events, last: events.length < limit };
}
