import type { Cell, Projection } from '#event-sourcing/folds/projection.js';
import type { LocalDate } from '#domain/calendar.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import type { AsOfPoint } from './as-of-point.js';

/** `all`, or the programs that a question is about. */
export type OfPrograms = 'all' | readonly string[];

/** Where a question reads: the live views, or the views as of a point in history. The questions are the same for both. */
export interface Source {
  readonly cut: AsOfPoint;
  /** The database of live views, the same for all their readings: caches of live answers belong to it. undefined: the past. */
  readonly origin: object | undefined;
  /** The journal of all events; a query on it must apply the as-of point itself. */
  readonly journal: Pick<ReadDatabase, 'select'>;
  /** "Today" in a time zone: the date of now, or of the instant of `asOf`. */
  today(timeZone: string): LocalDate;
  /**
   * Call before a SELECT: makes sure that the rows of these projections exist for these programs. The live views have them; views as of a
   * point in history are folded at the first question.
   */
  prepare(projections: readonly Projection[], programs: OfPrograms): Promise<void>;
  /** Rows of a SELECT, as in `ReadDatabase`. */
  select<R>(sql: string, parameters?: readonly Cell[]): Promise<R[]>;
  /** The documents that exist among these keys. */
  documents<T>(projection: Projection, keys: readonly string[]): Promise<Map<string, T>>;
}

/** Loads the documents of these keys, in this order. Documents are never deleted: a missing one is an error. */
export async function named<T>(source: Source, projection: Projection, keys: readonly string[]): Promise<readonly T[]> {
  const documents = await source.documents<T>(projection, keys);
  return keys.map((key) => {
    const document = documents.get(key);
    if (document === undefined) throw new Error(`A row of ${projection.name} names the document ${key}, which does not exist`);
    return document;
  });
}
