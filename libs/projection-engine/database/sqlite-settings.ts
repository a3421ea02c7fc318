import { defineTextSum } from '../writers/text-sum.js';
// This file does not import TypeORM: a rebuild thread runs without it.

/** The part of a better-sqlite3 connection that is set up here. */
export interface Connection {
  pragma(text: string): unknown;
  function(name: string, implementation: (...texts: never[]) => number): unknown;
}

export interface SqliteSettings {
  /** How many milliseconds a statement may block its thread while another process writes. */
  readonly busyTimeoutMs: number;
  /** After how many pages the write-ahead log is copied into the file. */
  readonly checkpointPages: number;
}

/** A short limit for the main thread; a statement that finds the database busy is retried later. */
export const mainThread: SqliteSettings = { busyTimeoutMs: 50, checkpointPages: 1_000 };
export const workerThread: SqliteSettings = { busyTimeoutMs: 5_000, checkpointPages: 4_000 };

// Documents have tens of kilobytes: with SQLite's default pages of 4 kB a rebuild took half as long again.
const pageBytes = 16_384;
export const cacheKilobytes = 16_384;

export function prepareConnection(connection: Connection, settings: SqliteSettings): void {
  connection.pragma(`page_size = ${pageBytes}`);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  connection.pragma(`cache_size = -${cacheKilobytes}`);
  connection.pragma(`wal_autocheckpoint = ${settings.checkpointPages}`);
  connection.pragma('journal_size_limit = 67108864');
  defineTextSum(connection);
}
