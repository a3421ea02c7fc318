import type { AnyFeed, Cell, Column } from '../feed.js';
import type { FeedContext } from '../feed-context.js';
import type { Format } from './format.js';

type Row = never;

/**
 * The text of a feed, a piece for each page: memory holds one page, and the next one is read when the client has taken the last.
 * @throws what the pages throw
 */
export async function* feedText(
  feed: AnyFeed,
  format: Format,
  pages: AsyncIterable<readonly Row[]>,
  context: Pick<FeedContext, 'names'>,
): AsyncGenerator<string> {
  const { columns } = feed;
  let begun = format.begin(columns);
  let isFirst = true;
  for await (const page of pages) {
    if (page.length === 0) continue;
    const names = await namesIn(page, columns, context);
    yield begun + format.rows(columns, cellsOf(page, columns, names), isFirst);
    begun = '';
    isFirst = false;
  }
  yield begun + format.end;
}

async function namesIn(
  page: readonly Row[],
  columns: readonly Column<Row>[],
  context: Pick<FeedContext, 'names'>,
): Promise<ReadonlyMap<string, string>> {
  const people = new Set<string>();
  for (const { person } of columns)
    if (person)
      for (const row of page) {
        const found = person(row);
        if (found !== null) people.add(found);
      }
  return people.size === 0 ? new Map() : context.names([...people]);
}

const cellsOf = (page: readonly Row[], columns: readonly Column<Row>[], names: ReadonlyMap<string, string>): readonly (readonly Cell[])[] =>
  page.map((row) => columns.map(({ of }) => of(row, names)));
