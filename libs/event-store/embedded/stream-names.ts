import type { Database } from 'better-sqlite3';

const namesAtOnce = 1_000;

// One seek in the index for each name; `distinct` would walk over every event.
const next = `
  with recursive names (stream) as (
    select min(stream) from events where stream > ?
    union all
    select (select min(stream) from events where stream > names.stream) from names where stream is not null
  )
  select stream from names where stream is not null limit ${namesAtOnce}
`;

/** The names of the streams in the order of their text, some at a time: those after the given one. */
export function streamNames(file: Database): (after: string) => string[] {
  const statement = file.prepare(next).pluck();
  return (after) => statement.all(after) as string[];
}
