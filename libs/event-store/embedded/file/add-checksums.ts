import type { Database } from 'better-sqlite3';
import { checksumOf } from './checksum.js';
import { columnsOf, type EventRow } from './event-row.js';

/** How many events get their checksum in one transaction: the write-ahead log stays small, and a killed start loses little work. */
const eventsAtOnce = 5_000;

/**
 * Adds a checksum to every event of a file of the first layout and changes nothing else. The file keeps its old layout version until the
 * last event has its checksum: after a kill the next start continues, and an older version of the program can still open the file.
 */
export function addChecksums(file: Database): void {
  const columns = file.pragma('table_info(events)') as { readonly name: string }[];
  if (!columns.some(({ name }) => name === 'checksum')) file.exec('alter table events add column checksum integer');
  const some = file
    .prepare(`select ${columnsOf(false)} from events where position > ? and checksum is null order by position limit ?`)
    .raw();
  const put = file.prepare('update events set checksum = ? where position = ?');
  const fill = file.transaction((after: number): number | undefined => {
    const rows = some.all(after, eventsAtOnce) as EventRow[];
    for (const [row, stream, revision, id, type, data, metadata] of rows)
      put.run(checksumOf(row, stream, revision, id, type, data, metadata), row);
    return rows.at(-1)?.[0];
  });
  for (let at: number | undefined = 0; at !== undefined;) at = fill.immediate(at);
}
