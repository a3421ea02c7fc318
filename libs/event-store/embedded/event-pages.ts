import type { Database, Statement } from 'better-sqlite3';
import type { StoredEvent } from '#event-sourcing/event.js';
import { EventDamagedError, type Fault } from '#event-sourcing/event-damaged.js';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { faultOf, isAsWritten } from './checksum.js';
import { hasChecksums } from './event-file.js';
import { columnsOf, storedEvent, type EventRow } from './event-row.js';
import { positionOf } from './position.js';
import { storeError } from './sqlite-errors.js';

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

export interface EventPagesOptions {
  /** Makes an event of its row. */
  readonly eventOf?: (row: EventRow) => StoredEvent;
  /** Hears of every damage that a read meets. */
  readonly onDamage?: (error: EventStoreError) => void;
}

/** How a read goes along one of the two numbers that have no gaps. */
interface Way {
  readonly place: (row: EventRow) => number;
  readonly step: 1 | -1;
  /** Of the first event that there can be. */
  readonly first: 0 | 1;
  readonly gapAt: (place: number) => Fault;
  /** Whether there is an event beyond a place. */
  readonly beyond: (place: number) => boolean;
}

/**
 * Reads pages of events. Every statement is finished before its page is handed out: one left open between two pages
 * would hold a snapshot, keep the log from being emptied and make every write of its connection fail as busy.
 * An event that is not as it was written, or one that is missing, ends the page before it; the next page begins with it and throws.
 */
export class EventPages {
  readonly #checksums: boolean;
  readonly #streamForwards: Statement;
  readonly #streamBackwards: Statement;
  readonly #allForwards: Statement;
  readonly #allBackwards: Statement;
  readonly #head: Statement;

  readonly #eventOf: (row: EventRow) => StoredEvent;
  readonly #onDamage: (error: EventStoreError) => void;

  constructor(file: Database, { eventOf = storedEvent, onDamage = () => undefined }: EventPagesOptions = {}) {
    this.#eventOf = eventOf;
    this.#onDamage = onDamage;
    this.#checksums = hasChecksums(file);
    const columns = columnsOf(this.#checksums);
    const prepare = (rest: string) => file.prepare(`select ${columns} from events where ${rest} limit ?`).raw();
    this.#streamForwards = prepare('stream = ? and revision > ? order by revision');
    this.#streamBackwards = prepare('stream = ? and revision < ? order by revision desc');
    this.#allForwards = prepare('position > ? order by position');
    this.#allBackwards = prepare('position < ? order by position desc');
    this.#head = file.prepare('select max(position) from events').pluck();
  }

  /** The row of the last event, 0 while there is none. */
  head(): number {
    return asked(() => (this.#head.get() as number | null) ?? 0);
  }

  forwards(after: number, limit: number): Page {
    return this.#page(limit, after, this.#inLog(1), (at, some) => this.#allForwards.all(at, some));
  }

  backwards(before: number, limit: number): Page {
    return this.#page(limit, before, this.#inLog(-1), (at, some) => this.#allBackwards.all(at, some));
  }

  streamForwards(stream: string, after: number, limit: number): Page {
    return this.#page(limit, after, this.#inStream(stream, 1), (at, some) => this.#streamForwards.all(stream, at, some));
  }

  streamBackwards(stream: string, before: number, limit: number): Page {
    return this.#page(limit, before, this.#inStream(stream, -1), (at, some) => this.#streamBackwards.all(stream, at, some));
  }

  // Several statements of `all` and not one `iterate`, which alone could stop in between: it is a quarter slower.
  #page(limit: number, start: number, way: Way, select: (at: number, some: number) => unknown[]): Page {
    const events: StoredEvent[] = [];
    let characters = 0;
    let at = start;
    let some = firstRows;
    try {
      while (events.length < limit && characters < pageCharacters) {
        const wanted = Math.min(some, limit - events.length);
        const rows = asked(() => select(at, wanted)) as EventRow[];
        for (const row of rows) {
          this.#assertWhole(row, at, way);
          events.push(this.#eventOf(row));
          at = way.place(row);
          characters += row[5].length + row[6].length;
        }
        if (rows.length < wanted) {
          assertBegun(at, start, way);
          return { events, last: true };
        }
        some = Math.max(1, Math.floor((pageCharacters - characters) / (characters / events.length)));
      }
    } catch (error) {
      if (isDamage(error)) this.#onDamage(error);
      if (events.length === 0) throw error;
    }
    return { events, last: false };
  }

  #assertWhole(row: EventRow, before: number, { place, step, gapAt, beyond }: Way): void {
    const expected = before + step;
    // Backwards a read may begin beyond the last event.
    if (place(row) !== expected && (step > 0 || beyond(expected))) throw new EventDamagedError(gapAt(expected));
    if (!isAsWritten(row, this.#checksums)) throw new EventDamagedError(faultOf(row, 'CHECKSUM'));
  }

  readonly #inLog = (step: Way['step']): Way => ({
    place: (row) => row[0],
    step,
    first: 1,
    gapAt: (row) => ({ kind: 'GAP', position: positionOf(row) }),
    beyond: (row) => this.#allForwards.all(row, 1).length > 0,
  });

  readonly #inStream = (stream: string, step: Way['step']): Way => ({
    place: (row) => row[2],
    step,
    first: 0,
    gapAt: (revision) => ({ kind: 'GAP', stream, revision }),
    beyond: (revision) => this.#streamForwards.all(stream, revision, 1).length > 0,
  });
}

/** A read backwards that finds no more has seen the first event, unless there was none before its start. */
function assertBegun(at: number, start: number, { step, first, gapAt, beyond }: Way): void {
  if (step < 0 && at > first && (at !== start || beyond(start - 1))) throw new EventDamagedError(gapAt(at - 1));
}

const isDamage = (error: unknown): error is EventStoreError =>
  error instanceof EventStoreError && (error.code === 'EVENT_DAMAGED' || error.code === 'STORE_DAMAGED');

function asked<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw storeError(error);
  }
}
