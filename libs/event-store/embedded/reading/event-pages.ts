import type { Database, Statement } from 'better-sqlite3';
import type { StoredEvent } from '#event-sourcing/event.js';
import { EventDamagedError, type Fault } from '#event-sourcing/store/event-damaged.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { faultOf, isAsWritten } from '../file/checksum.js';
import { hasChecksums } from '../file/event-file.js';
import { columnsOf, storedEvent, type EventRow } from '../file/event-row.js';
import { positionOf } from '../file/position.js';
import { storeError } from '../file/sqlite-errors.js';

export const pageEvents = 1_000;
/** The size limit of a page in bytes, so that large events neither fill the memory nor block the thread; a page has at least one event. */
const pageBytes = 2 * 1024 * 1024;
/** How many rows are read at once if the file is so damaged that their sizes are unknown. */
const fewRows = 16;

export interface Page {
  readonly events: StoredEvent[];
  /** Whether there were no more events after this page when it was read. */
  readonly last: boolean;
}

export interface EventPagesOptions {
  /** Makes an event of its row. */
  readonly eventOf?: (row: EventRow) => StoredEvent;
  /** Called with every damage that a read meets. */
  readonly onDamage?: (error: EventStoreError) => void;
}

/** Two statements over the next events after a place: one for their rows, one for their sizes in bytes. */
interface Reading {
  readonly rows: Statement;
  readonly sizes: Statement;
}

/** How a read advances along positions or along revisions, neither of which has gaps. */
interface Way {
  readonly place: (row: EventRow) => number;
  readonly step: 1 | -1;
  /** The number of the first possible event: revisions begin at 0, row numbers at 1. */
  readonly first: 0 | 1;
  readonly gapAt: (place: number) => Fault;
  /** Whether there is an event after this number. */
  readonly beyond: (place: number) => boolean;
}

/**
 * Reads pages of events. Every statement is finished before its page is returned: one left open between two pages would hold a snapshot,
 * keep the write-ahead log from being emptied and make every write of its connection fail as busy. A damaged or missing event ends the page
 * before it; the next page begins there and throws.
 */
export class EventPages {
  readonly #checksums: boolean;
  readonly #streamForwards: Reading;
  readonly #streamBackwards: Reading;
  readonly #allForwards: Reading;
  readonly #allBackwards: Reading;
  readonly #head: Statement;

  readonly #eventOf: (row: EventRow) => StoredEvent;
  readonly #onDamage: (error: EventStoreError) => void;

  constructor(file: Database, { eventOf = storedEvent, onDamage = () => undefined }: EventPagesOptions = {}) {
    this.#eventOf = eventOf;
    this.#onDamage = onDamage;
    this.#checksums = hasChecksums(file);
    const columns = columnsOf(this.#checksums);
    const prepare = (rest: string): Reading => ({
      rows: file.prepare(`select ${columns} from events where ${rest} limit ?`).raw(),
      // SQLite can tell these sizes without reading the texts.
      sizes: file.prepare(`select octet_length(data) + octet_length(metadata) from events where ${rest} limit ?`).pluck(),
    });
    this.#streamForwards = prepare('stream = ? and revision > ? order by revision');
    this.#streamBackwards = prepare('stream = ? and revision < ? order by revision desc');
    this.#allForwards = prepare('position > ? order by position');
    this.#allBackwards = prepare('position < ? order by position desc');
    this.#head = file.prepare('select max(position) from events').pluck();
  }

  /** The row number of the last event, 0 if there is none. */
  head(): number {
    return asked(() => (this.#head.get() as number | null) ?? 0);
  }

  forwards(after: number, limit: number): Page {
    return this.#page(limit, after, this.#inLog(1), this.#allForwards, []);
  }

  backwards(before: number, limit: number): Page {
    return this.#page(limit, before, this.#inLog(-1), this.#allBackwards, []);
  }

  streamForwards(stream: string, after: number, limit: number): Page {
    return this.#page(limit, after, this.#inStream(stream, 1), this.#streamForwards, [stream]);
  }

  streamBackwards(stream: string, before: number, limit: number): Page {
    return this.#page(limit, before, this.#inStream(stream, -1), this.#streamBackwards, [stream]);
  }

  // `iterate` could stop when the page is full, but is a quarter slower than `all`.
  #page(limit: number, start: number, way: Way, { rows, sizes }: Reading, of: readonly string[]): Page {
    const events: StoredEvent[] = [];
    let at = start;
    try {
      const { count, last } = fitting(limit, () => sizes.all(...of, start, limit) as number[]);
      const found = count === 0 ? [] : asked(() => rows.all(...of, start, count));
      for (const row of found as EventRow[]) {
        this.#assertWhole(row, at, way);
        events.push(this.#eventOf(row));
        at = way.place(row);
      }
      if (last) assertBegun(at, start, way);
      return { events, last };
    } catch (error) {
      if (isDamage(error)) this.#onDamage(error);
      if (events.length === 0) throw error;
    }
    return { events, last: false };
  }

  #assertWhole(row: EventRow, before: number, { place, step, gapAt, beyond }: Way): void {
    const expected = before + step;
    // A backward read may start beyond the last event.
    if (place(row) !== expected && (step > 0 || beyond(expected))) throw new EventDamagedError(gapAt(expected));
    if (!isAsWritten(row, this.#checksums)) throw new EventDamagedError(faultOf(row, 'CHECKSUM'));
  }

  readonly #inLog = (step: Way['step']): Way => ({
    place: (row) => row[0],
    step,
    first: 1,
    gapAt: (row) => ({ kind: 'GAP', position: positionOf(row) }),
    beyond: (row) => this.#allForwards.rows.all(row, 1).length > 0,
  });

  readonly #inStream = (stream: string, step: Way['step']): Way => ({
    place: (row) => row[2],
    step,
    first: 0,
    gapAt: (revision) => ({ kind: 'GAP', stream, revision }),
    beyond: (revision) => this.#streamForwards.rows.all(stream, revision, 1).length > 0,
  });
}

/** How many of the next events fit into a page, and whether they are the last ones. */
function fitting(limit: number, sizes: () => readonly number[]): { readonly count: number; readonly last: boolean } {
  let found: readonly number[];
  try {
    found = sizes();
  } catch {
    return { count: Math.min(limit, fewRows), last: false };
  }
  let count = 0;
  for (let bytes = 0; count < found.length && (count === 0 || bytes + found[count]! <= pageBytes); count++) bytes += found[count]!;
  return { count, last: count === found.length && count < limit };
}

/** A backward read that finds no more events must have seen the first event, unless there was none before its start. */
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
