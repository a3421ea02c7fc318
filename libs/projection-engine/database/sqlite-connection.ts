import { DataSource } from 'typeorm';
import { attachEvents } from './journal-entries.js';
import { cacheKilobytes, prepareConnection, type Connection, type SqliteSettings } from './sqlite-settings.js';

interface ReadingConnection extends Connection {
  exec(sql: string): unknown;
}

/**
 * The only writing connection. synchronous=NORMAL: a power failure may lose the last commits of the views, but never their consistency; the
 * lost ones are made again from the events.
 */
export const writingConnection = (file: string, settings: SqliteSettings): DataSource =>
  new DataSource({
    type: 'better-sqlite3',
    database: file,
    timeout: settings.busyTimeoutMs,
    statementCacheSize: 500,
    prepareDatabase: (connection: Connection) => prepareConnection(connection, settings),
  });

/**
 * A separate connection for queries: on the writing one they would see changes that may be rolled back.
 * @param eventFile the SQLite file of the store's events, to read their texts from
 */
export const readingConnection = (file: string, eventFile?: string): DataSource =>
  new DataSource({
    type: 'better-sqlite3',
    database: file,
    readonly: true,
    timeout: 1_000,
    statementCacheSize: 500,
    prepareDatabase: (connection: ReadingConnection) => {
      connection.pragma(`cache_size = -${cacheKilobytes}`);
      if (eventFile !== undefined) attachEvents(connection, eventFile);
    },
  });
