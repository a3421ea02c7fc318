import type { LocalDate } from '#domain/calendar.js';
import type { AsOfPoint } from './as-of/as-of-point.js';
import type { Source } from './as-of/source.js';
import { bySubject, READ_MODELS, type Questions } from './registry.js';

/**
 * Every question, at one as-of point. Objects that are read through a reading keep reading through it, so nested objects inherit the as-of
 * point.
 */
export interface Reading extends Questions {
  readonly cut: AsOfPoint;
  /** Today in a time zone; with an as-of point, the date of `asOf`. */
  today(timeZone: string): LocalDate;
}

/** A reading whose questions are answered in this thread, from a source. */
export const readingFrom = (source: Source): Reading => ({
  ...(bySubject((subject) => new READ_MODELS[subject].queries(source)) as unknown as Questions),
  cut: source.cut,
  today: (timeZone) => source.today(timeZone),
});
