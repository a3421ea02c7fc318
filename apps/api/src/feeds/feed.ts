import type { Words } from '#read-models/history/words.js';
import type { FeedContext } from './feed-context.js';
import type { Format } from './sending/format.js';
import type { Parameters, ValuesOf } from './parameters.js';

/** What a cell of a feed holds. Dates and instants are text in ISO 8601; `json` is JSON text. */
export type Cell = string | number | boolean | null;

/** The type of a column, as the data dictionary names it. `code`: one of the values that the dictionary lists. */
export type ColumnType = 'text' | 'id' | 'code' | 'date' | 'instant' | 'integer' | 'number' | 'boolean' | 'json';

/** A column: its name is also the header of the CSV and the key in JSON, so it never changes. */
export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly about: Words;
  /** The values of a code. */
  readonly values?: readonly string[];
  readonly of: (row: Row, names: ReadonlyMap<string, string>) => Cell;
  /** The person whose name the column shows: names are looked up for a whole page. */
  readonly person?: (row: Row) => string | null;
}

/**
 * A feed: flat rows for tools that read tables. The data dictionary, the CSV and the JSON are all made of this one description.
 */
export interface Feed<Row = never, P extends Parameters = Parameters> {
  readonly name: string;
  readonly about: Words;
  readonly columns: readonly Column<Row>[];
  readonly parameters: P;
  /** The formats that it is given in; default: CSV and JSON. */
  readonly formats?: readonly Format[];
  /** The rows, page by page, each of a few milliseconds of work. @throws QuestionError, FeedProblem before the first page */
  pages(asked: ValuesOf<P>, context: FeedContext): AsyncIterable<readonly Row[]>;
}

/** A feed whose rows nobody else looks into. */
export type AnyFeed = Feed;

/** Declares a feed, so that its rows, columns and parameters are checked against each other. */
export const feed = <Row, P extends Parameters>(description: Feed<Row, P>): AnyFeed => description as unknown as AnyFeed;
