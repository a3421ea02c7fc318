import type { Cell, Projection } from '#event-sourcing/projection.js';
import type { LocalDate } from '#domain/calendar.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import type { AsOfPoint } from './as-of-point.js';

/** `all`, or the programs that a question is about. */
export type OfPrograms = 'all' | readonly string[];

/** What questions are asked of: the live views, or the views as they were at a cut. The questions are the same. */
export interface Source {
  readonly cut: AsOfPoint;
  /** The journal of all events; a question about it applies the cut itself. */
  readonly journal: Pick<ReadDatabase, 'select'>;
  /** The date in a time zone, now or at asOf's instant: "today" for every question. */
  today(timeZone: string): LocalDate;
  /**
   * Before a SELECT: makes sure that the rows of these projections are there for these programs. The live views have
   * them; the views at a cut are folded when they are first asked for.
   */
  prepare(projections: readonly Projection[], programs: OfPrograms): Promise<void>;
  /** Rows of a SELECT, as of a `ReadDatabase`. */
  select<R>(sql: string, parameters?: readonly Cell[]): Promise<R[]>;
  /** The documents that exist among these keys. */
  documents<T>(projection: Projection, keys: readonly string[]): Promise<Map<string, T>>;
}

/** The documents that rows name, in their order. Documents are never deleted: one that is missing is an error. */
export async function named<T>(source: Source, projection: Projection, keys: readonly string[]): Promise<readonly T[]> {
  const documents = await source.documents<T>(projection, keys);
  return keys.map((key) => {
    const document = documents.get(key);
    if (document === undefined) throw new Error(`A row of ${projection.name} names the document ${key}, which does not exist`);
    return document;
  });
}
