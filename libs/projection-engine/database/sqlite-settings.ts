// Apart from what loads TypeORM: a rebuild thread does without it.

/** The part of a better-sqlite3 connection that is set up here. */
export interface Connection {
  pragma(text: string): unknown;
}

export interface SqliteSettings {
  /** How long a statement of this connection may hold up its thread while another process writes. */
  readonly busyTimeoutMs: number;
  /** Pages of the log before it is copied into the file. */
  readonly checkpointPages: number;
}

/** Never long on the main thread; a busy database is tried again later. */
export const mainThread: SqliteSettings = { busyTimeoutMs: 50, checkpointPages: 1_000 };
export const workerThread: SqliteSettings = { busyTimeoutMs: 5_000, checkpointPages: 4_000 };

// Documents run to tens of kilobytes: with SQLite's 4 kB pages a rebuild took half as long again.
const pageBytes = 16_384;
export const cacheKilobytes = 16_384;

export function prepareConnection(connection: Connection, settings: SqliteSettings): void {
  connection.pragma(`page_size = ${pageBytes}`);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  connection.pragma(`cache_size = -${cacheKilobytes}`);
  connection.pragma(`wal_autocheckpoint = ${settings.checkpointPages}`);
  connection.pragma('journal_size_limit = 67108864');
}
