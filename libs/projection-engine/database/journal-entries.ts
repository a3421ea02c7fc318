// This file does not import TypeORM: the thread that answers questions about the past runs without it.

/** What a query calls the journal if it reads the texts of events: rows of `journal` with `data` and `metadata`, wherever those are. */
const ENTRIES = /\bjournal_entries\b/g;
/** The name under which a reading connection attaches the file of the store's events. */
const SCHEMA = 'log';

/** CROSS JOIN keeps SQLite from beginning with the events. The number in a position is the row of the event. */
const JOINED = `(SELECT j.*, l.data, l.metadata FROM journal j CROSS JOIN ${SCHEMA}.events l ON l.position = CAST(j.position AS INTEGER))`;
const BARE = '(SELECT j.*, NULL AS data, NULL AS metadata FROM journal j)';

/** Whether the query reads texts from the file of the store's events. @param eventFile that file; undefined: the journal has the texts */
export const readsEvents = (sql: string, eventFile: string | undefined): boolean => eventFile !== undefined && sql.search(ENTRIES) >= 0;

/** Puts the place of the texts into a query. @param eventFile the file of the store's events; undefined: the journal has the texts */
export const withEntries = (sql: string, eventFile?: string): string => sql.replace(ENTRIES, eventFile === undefined ? 'journal' : JOINED);

/** The query with nothing in place of the texts: it reads the views alone. */
export const withoutTexts = (sql: string): string => sql.replace(ENTRIES, BARE);

/** Attaches the file of the store's events to a reading connection, which may not write to it either. */
export function attachEvents(connection: { exec(sql: string): unknown }, eventFile: string): void {
  connection.exec(`ATTACH '${eventFile.replaceAll("'", "''")}' AS ${SCHEMA}`);
}
