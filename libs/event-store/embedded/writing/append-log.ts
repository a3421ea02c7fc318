import type { Database, Statement } from 'better-sqlite3';
import type { NewEvent } from '#event-sourcing/event.js';
import type { AppendResult, ExpectedRevision } from '#event-sourcing/store/event-store.js';
import { checksumOf } from '../file/checksum.js';
import { insertEvent } from '../file/event-file.js';
import { serialise, type SerialisedEvent } from '../file/event-row.js';
import { positionOf } from '../file/position.js';
import { storeError } from '../file/sqlite-errors.js';
import { StreamHeads } from './stream-heads.js';

export interface Append {
  readonly stream: string;
  readonly events: readonly SerialisedEvent[];
  readonly expectedRevision: ExpectedRevision;
}

/** An append as the caller of the store requests it. */
export interface NewAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expectedRevision: ExpectedRevision;
}

/** Serialises the events of an append. @throws RangeError for an empty list, and what `serialise` throws */
export function serialised({ stream, events, expectedRevision }: NewAppend): Append {
  if (events.length === 0) throw new RangeError('an append needs at least one event');
  return { stream, events: serialise(events), expectedRevision };
}

/**
 * Writes appends to the end of the event file. This process owns the file, so the stream heads that it remembers are right: it knows before
 * the first row is written whether an append succeeds, and never has to undo a single append.
 */
export class AppendLog {
  readonly #insert: Statement;
  readonly #stored: Statement;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;
  readonly #heads: StreamHeads;
  readonly #last: Statement;
  #row = 0;
  /**
   * Whether the file's head is known. False after a failure until the head has been read again: the commit may have succeeded without an
   * answer.
   */
  #rowIsKnown = false;

  constructor(private readonly file: Database) {
    this.#insert = file.prepare(insertEvent);
    this.#stored = file.prepare('select id, position from events where stream = ? and revision > ? order by revision limit ?').raw();
    this.#begin = file.prepare('begin immediate');
    this.#commit = file.prepare('commit');
    this.#rollback = file.prepare('rollback');
    const head = file.prepare('select max(revision) from events where stream = ?').pluck();
    this.#heads = new StreamHeads((stream) => (head.get(stream) as number | null) ?? -1);
    this.#last = file.prepare('select max(position) from events').pluck();
  }

  /** The row number of the last event on the disk. */
  get row(): number {
    this.#learnRow();
    return this.#row;
  }

  #learnRow(): void {
    if (this.#rowIsKnown) return;
    try {
      this.#row = (this.#last.get() as number | null) ?? 0;
      this.#rowIsKnown = true;
    } catch (error) {
      throw storeError(error);
    }
  }

  /**
   * Commits all appends in one transaction, which is on the disk when the call returns. A conflict is a result and does not affect the
   * others.
   * @param whole if true, one conflict undoes all of them
   * @throws EventStoreError; then none of them is stored
   */
  commit(appends: readonly Append[], whole = false): AppendResult[] {
    try {
      this.#learnRow();
      this.#begin.run();
      const results = appends.map((append) => this.#one(append));
      if (whole && results.some(({ ok }) => !ok)) this.#undo(appends);
      else this.#commit.run();
      return results;
    } catch (error) {
      try {
        this.#undo(appends);
      } catch {
        // The transaction stays open; the store replaces the connection before it uses it again.
      }
      throw storeError(error);
    }
  }

  #one({ stream, events, expectedRevision }: Append): AppendResult {
    const head = this.#heads.get(stream);
    if (!holds(expectedRevision, head)) {
      return this.#repeated(stream, events, expectedRevision, head) ?? { ok: false, actual: head < 0 ? 'none' : head };
    }
    let revision = head;
    for (const { id, type, data, metadata } of events) {
      const checksum = checksumOf(++this.#row, stream, ++revision, id, type, data, metadata);
      this.#insert.run(this.#row, stream, revision, id, type, data, metadata, checksum);
    }
    this.#heads.set(stream, revision);
    return { ok: true, revision, position: positionOf(this.#row) };
  }

  /** If this is a retry (the same ids at the same concrete revision): the result of the first attempt. */
  #repeated(stream: string, events: readonly SerialisedEvent[], expected: ExpectedRevision, head: number): AppendResult | undefined {
    const after = expected === 'none' ? -1 : expected;
    if (typeof after !== 'number' || head < after + events.length) return undefined;
    const stored = this.#stored.all(stream, after, events.length) as [id: string, row: number][];
    const last = stored.at(-1);
    if (last === undefined || !events.every(({ id }, i) => stored[i]?.[0] === id)) return undefined;
    return { ok: true, revision: after + events.length, position: positionOf(last[1]) };
  }

  /** Forgets the remembered heads first, so that the file is read again even if the rollback fails. */
  #undo(appends: readonly Append[]): void {
    for (const { stream } of appends) this.#heads.forget(stream);
    this.#rowIsKnown = false;
    // A full disk makes SQLite end the transaction by itself.
    if (this.file.inTransaction) this.#rollback.run();
  }
}

function holds(expected: ExpectedRevision, head: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'exists') return head >= 0;
  return (expected === 'none' ? -1 : expected) === head;
}
