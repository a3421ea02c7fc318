import type { Database } from 'better-sqlite3';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { INTRUDER, storeError } from '../file/sqlite-errors.js';

/** As much as a command with its events takes: what has no room for this has none for a command. */
const BYTES = 32_768;
/** An answer of so long ago still holds. */
const FRESH_MS = 1_000;
/** Whoever asks does not hold up everybody else while another program has the file: a command would wait longer. */
const BUSY_MS = 100;

/**
 * Tries whether events can be written, without writing one: it commits a row of its own in the same file. Rolled back it would prove
 * nothing, for nothing would reach the disk; in a file of its own it would meet neither this file's permissions nor a limit on its size.
 */
export class WriteProbe {
  #writtenAt = -Infinity;

  constructor(private readonly file: Database) {}

  /** Something has been committed: nothing needs to be tried for a while. */
  written(): void {
    this.#writtenAt = performance.now();
  }

  /** Something has not been: what was known no longer holds. */
  failed(): void {
    this.#writtenAt = -Infinity;
  }

  /**
   * @param row of the last event, as far as this process knows
   * @throws EventStoreError that an append would fail with
   */
  try(row: number): void {
    if (performance.now() - this.#writtenAt < FRESH_MS) return;
    const busyMs = this.file.pragma('busy_timeout', { simple: true }) as number;
    try {
      this.file.pragma(`busy_timeout = ${BUSY_MS}`);
      this.file.transaction(() => this.#write(row)).immediate();
      this.written();
    } catch (error) {
      throw storeError(error);
    } finally {
      this.file.pragma(`busy_timeout = ${busyMs}`);
    }
  }

  #write(row: number): void {
    const last = (this.file.prepare('select max(position) from events').pluck().get() as number | null) ?? 0;
    if (last !== row) throw new EventStoreError('STORE_OWNED', INTRUDER);
    this.file.exec('create table if not exists write_probe (id integer primary key, filler blob not null) strict');
    this.file.prepare('insert or replace into write_probe (id, filler) values (1, randomblob(?))').run(BYTES);
  }
}
