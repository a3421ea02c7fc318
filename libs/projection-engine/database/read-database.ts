import type { Cell } from '#event-sourcing/folds/projection.js';

/**
 * Read access to the views for queries: a read-only connection of its own, so that uncommitted changes are never seen. Each call sees one
 * committed state; two calls may see two.
 * @throws ViewsBehindError for a view that is still being built in the version of this code
 */
export interface ReadDatabase {
  /** The documents that exist among these keys, by key; an empty map if there are none. @throws Error for an unknown projection */
  documents<T>(projection: string, keys: readonly string[]): Promise<Map<string, T>>;
  /**
   * Rows of a SELECT. `?` are its parameters, tables are named as projections declare them, and the journal is `journal`, or
   * `journal_entries` with the texts of the events.
   * Write what SQLite and PostgreSQL both take: names in snake_case, no quotes, no dialect functions.
   */
  select<R>(sql: string, parameters?: readonly Cell[]): Promise<R[]>;
}

/** The token under which Nest injects the ReadDatabase. */
export const READ_DATABASE = Symbol('READ_DATABASE');
