import type { LocalDate } from '#domain/calendar.js';
import type { ReadDatabase } from '../runner/read-database.js';
import type { Cut } from './cut.js';

/** `all`, or the programs that a question is about. */
export type OfPrograms = 'all' | readonly string[];

/** What questions are asked of: the live views, or the views as they were at a cut. The questions are the same. */
export interface Source extends ReadDatabase {
  readonly cut: Cut;
  /** The journal of all events; a question about it applies the cut itself. */
  readonly journal: Pick<ReadDatabase, 'select'>;
  /** The date in a time zone, now or at asOf's instant: "today" for every question. */
  today(timeZone: string): LocalDate;
  /**
   * Before a SELECT: makes sure that the rows of these projections are there for these programs. The live views have
   * them; the views at a cut are folded when they are first asked for.
   */
  prepare(projections: readonly string[], programs: OfPrograms): Promise<void>;
}

/** The documents that rows name, in their order. Documents are never deleted: one that is missing is an error. */
export async function named<T>(source: Source, projection: string, keys: readonly string[]): Promise<readonly T[]> {
  const documents = await source.documents<T>(projection, keys);
  return keys.map((key) => {
    const document = documents.get(key);
    if (document === undefined) throw new Error(`A row of ${projection} names the document ${key}, which does not exist`);
    return document;
  });
}
