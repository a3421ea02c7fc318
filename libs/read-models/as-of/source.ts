import type { LocalDate } from '#domain/calendar.js';
import type { ReadDatabase } from '../runner/read-database.js';
import type { Cut } from './cut.js';

/** `all`, or the programs that a question is about. */
export type OfPrograms = 'all' | readonly string[];

/** A document that a row names, as it stood when the row was read. */
export interface DocumentVersion {
  readonly id: string;
  readonly revision: number;
}

/** What questions are asked of: the live views, or the views as they were at a cut. The questions are the same. */
export interface Source extends ReadDatabase {
  readonly cut: Cut;
  /** The journal of all events; a question about it applies the cut itself. */
  readonly journal: Pick<ReadDatabase, 'select'>;
  /** The date in a time zone, now or at asOf's instant: "today" for every question. */
  today(timeZone: string): LocalDate;
  /** Documents at least as new as the rows that named them, in the order of the rows. */
  named<T>(projection: string, versions: readonly DocumentVersion[]): Promise<readonly T[]>;
  /**
   * Before a SELECT: makes sure that the rows of these projections are there for these programs. The live views have
   * them; the views at a cut are folded when they are first asked for.
   */
  prepare(projections: readonly string[], programs: OfPrograms): Promise<void>;
}

/** The documents of these keys, in their order. A row whose document is gone is an error: documents are never deleted. */
export function inOrder<T>(keys: readonly string[], documents: ReadonlyMap<string, T>): readonly T[] {
  return keys.map((key) => {
    const document = documents.get(key);
    if (document === undefined) throw new Error(`A row names the document ${key}, which does not exist`);
    return document;
  });
}
