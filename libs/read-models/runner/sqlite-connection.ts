import { DataSource } from 'typeorm';

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
const cacheKilobytes = 16_384;

export function prepareConnection(connection: Connection, settings: SqliteSettings): void {
  connection.pragma(`page_size = ${pageBytes}`);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  connection.pragma(`cache_size = -${cacheKilobytes}`);
  connection.pragma(`wal_autocheckpoint = ${settings.checkpointPages}`);
  connection.pragma('journal_size_limit = 67108864');
  connection.pragma('temp_store = MEMORY');
}

/**
 * The one writing connection. synchronous=NORMAL: a power cut may cost the last commits of the views, never their
 * consistency; they come again from the events.
 */
export const writingConnection = (file: string, settings: SqliteSettings): DataSource =>
  new DataSource({
    type: 'better-sqlite3',
    database: file,
    timeout: settings.busyTimeoutMs,
    statementCacheSize: 500,
    prepareDatabase: (connection: Connection) => prepareConnection(connection, settings),
  });

/** Queries have a connection of their own: on the writing one they would see what is rolled back later. */
export const readingConnection = (file: string): DataSource =>
  new DataSource({
    type: 'better-sqlite3',
    database: file,
    readonly: true,
    timeout: 1_000,
    statementCacheSize: 500,
    prepareDatabase: (connection: Connection) => {
      connection.pragma(`cache_size = -${cacheKilobytes}`);
    },
  });
