import type { Database } from 'better-sqlite3';

// One index seek for each name; `distinct` would scan every event.
const all = `
  with recursive names (stream) as (
    select min(stream) from events
    union all
    select (select min(stream) from events where stream > names.stream) from names where stream is not null
  )
  select stream from names where stream is not null
  order by (select position from events where events.stream = names.stream and revision = 0)
`;

/**
 * The names of the streams in the order of their first events. Streams that began together often share pages of the file, so whoever reads
 * them one after the other finds the pages in memory.
 */
export function streamNames(file: Database): () => string[] {
  const statement = file.prepare(all).pluck();
  return () => statement.all() as string[];
}
