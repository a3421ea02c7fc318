import type { Database } from 'better-sqlite3';
import { checksumOf } from './checksum.js';
import { columnsOf, type EventRow } from './event-row.js';

/** In one transaction: the log of a large file stays small, and a start that was killed has lost at most so much of its work. */
const eventsAtOnce = 5_000;

/**
 * Gives every event of a file of the first layout its checksum. Nothing else is touched, and the file has its old layout until the last
 * one has: killed at any moment, the next start goes on where this one ended, and a version of before can still open it.
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
