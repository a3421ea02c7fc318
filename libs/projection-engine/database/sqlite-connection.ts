import { DataSource } from 'typeorm';
import { cacheKilobytes, prepareConnection, type Connection, type SqliteSettings } from './sqlite-settings.js';

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
