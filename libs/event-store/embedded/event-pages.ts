import type { Database, Statement } from 'better-sqlite3';
import type { StoredEvent } from '#event-sourcing/event.js';
import { columns, storedEvent, type EventRow } from './event-row.js';

export const pageEvents = 1_000;
/** A page of large events ends early, so that it never fills the memory (in UTF-16 units). */
const pageCharacters = 4 * 1024 * 1024;
/** Rows of the first statement of a page; the next ones ask for what the first let expect. */
const firstRows = 16;

export interface Page {
  readonly events: StoredEvent[];
  /** Nothing lay beyond it when it was read. */
  readonly last: boolean;
}

/**
 * Reads pages of events. Every statement is finished before its page is handed out: one left open between two pages
 * would hold a snapshot, keep the log from being emptied and make every write of its connection fail as busy.
 */
export class EventPages {
  readonly #streamForwards: Statement;
  readonly #streamBackwards: Statement;
  readonly #allForwards: Statement;
  readonly #allBackwards: Statement;
  readonly #head: Statement;

  /** @param eventOf makes an event of its row */
  constructor(
    file: Database,
    private readonly eventOf: (row: EventRow) => StoredEvent = storedEvent,
  ) {
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
    return page(this.eventOf, limit, after, rowNumber, (at, some) => this.#allForwards.all(at, some));
  }

  backwards(before: number, limit: number): Page {
    return page(this.eventOf, limit, before, rowNumber, (at, some) => this.#allBackwards.all(at, some));
  }

  streamForwards(stream: string, after: number, limit: number): Page {
    return page(this.eventOf, limit, after, revision, (at, some) => this.#streamForwards.all(stream, at, some));
  }

  streamBackwards(stream: string, before: number, limit: number): Page {
    return page(this.eventOf, limit, before, revision, (at, some) => this.#streamBackwards.all(stream, at, some));
  }
}

const rowNumber = (row: EventRow): number => row[0];
const revision = (row: EventRow): number => row[2];

// Several statements of `all` and not one `iterate`, which alone could stop in between: it is a quarter slower.
function page(
  eventOf: (row: EventRow) => StoredEvent,
  limit: number,
  start: number,
  place: (row: EventRow) => number,
  select: (at: number, some: number) => unknown[],
): Page {
  const events: StoredEvent[] = [];
  let characters = 0;
  let at = start;
  let some = firstRows;
  while (events.length < limit && characters < pageCharacters) {
    const asked = Math.min(some, limit - events.length);
    const rows = select(at, asked) as EventRow[];
    for (const row of rows) {
      events.push(eventOf(row));
      characters += row[5].length + row[6].length;
    }
    if (rows.length < asked) return { events, last: true };
    at = place(rows[rows.length - 1]!);
    some = Math.max(1, Math.floor((pageCharacters - characters) / (characters / events.length)));
  }
  return { events, last: false };
}
