import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { isCorrupt, messageOf } from './database-errors.js';

// This file does not import TypeORM: the thread that answers questions about the past runs without it.

/** What a query calls the journal if it reads the texts of events: rows of `journal` with `data` and `metadata`, wherever those are. */
const ENTRIES = /\bjournal_entries\b/g;
/** The name under which a reading connection attaches the file of the store's events. */
const SCHEMA = 'log';

/** CROSS JOIN keeps SQLite from beginning with the events. The number in a position is the row of the event. */
const JOINED = `(SELECT j.*, l.data, l.metadata FROM journal j CROSS JOIN ${SCHEMA}.events l ON l.position = CAST(j.position AS INTEGER))`;
const BARE = '(SELECT j.*, NULL AS data, NULL AS metadata FROM journal j)';

/** Puts the place of the texts into a query. @param eventFile the file of the store's events; undefined: the journal has the texts */
export const withEntries = (sql: string, eventFile?: string): string => sql.replace(ENTRIES, eventFile === undefined ? 'journal' : JOINED);

/**
 * Runs a query that may read texts. Where it meets damage, the same query with nothing in place of the texts tells whether that is damage of
 * the views.
 * @throws EventStoreError STORE_DAMAGED if it is not, and whatever `run` throws
 */
export async function selectWithEntries<R>(run: (sql: string) => Promise<R>, sql: string, eventFile: string | undefined): Promise<R> {
  try {
    return await run(withEntries(sql, eventFile));
  } catch (error) {
    if (eventFile === undefined || sql.search(ENTRIES) < 0 || !isCorrupt(error)) throw error;
    await run(sql.replace(ENTRIES, BARE));
    throw new EventStoreError('STORE_DAMAGED', `${eventFile}: ${messageOf(error)}`);
  }
}

/** Attaches the file of the store's events to a reading connection, which may not write to it either. */
export function attachEvents(connection: { exec(sql: string): unknown }, eventFile: string): void {
  connection.exec(`ATTACH '${eventFile.replaceAll("'", "''")}' AS ${SCHEMA}`);
}
