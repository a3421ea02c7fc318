import type { LocalDate } from '#domain/calendar.js';
import type { ReadDatabase } from '../runner/read-database.js';
import type { Cut } from './cut.js';

/** `all`, or the programs that a question is about. */
export type OfPrograms = 'all' | readonly string[];

/** What questions are asked of: the live views, or the views as they were at a cut. The questions are the same. */
export interface Source extends ReadDatabase {
  readonly cut: Cut;
  /** Now, or asOf's instant. */
  readonly instant: string;
  /** The date of `instant` in a time zone: "today" for every question. */
  today(timeZone: string): LocalDate;
  /**
   * Before a SELECT: makes sure that the rows of these projections are there for these programs. The live views have
   * them; the views at a cut are folded when they are first asked for.
   */
  prepare(projections: readonly string[], programs: OfPrograms): Promise<void>;
}
