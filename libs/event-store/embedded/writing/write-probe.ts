import type { Database } from 'better-sqlite3';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { INTRUDER, storeError } from '../file/sqlite-errors.js';

/** About the size of a command's events: a disk without room for this has none for a command. */
const BYTES = 32_768;
/** For how many milliseconds a result stays valid. */
const FRESH_MS = 1_000;
/** How long the probe waits while another program locks the file. It blocks this thread, so it waits less than a command would. */
const BUSY_MS = 100;

/**
 * Checks whether events can be written, without writing one: it commits a row of its own table in the same file. A rolled-back write would
 * prove nothing, because it never reaches the disk; another file would not share this file's permissions and size limit.
 */
export class WriteProbe {
  #writtenAt = -Infinity;

  constructor(private readonly file: Database) {}

  /** Call after a successful commit: no probe is needed for a while. */
  written(): void {
    this.#writtenAt = performance.now();
  }

  /** Call after a failed commit: the last result is no longer valid. */
  failed(): void {
    this.#writtenAt = -Infinity;
  }

  /**
   * Checks whether writing works now. @param row the last event's row number, as far as this process knows
   * @throws EventStoreError the error that an append would fail with
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
