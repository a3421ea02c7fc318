import type { LocalDate } from '#domain/calendar.js';
import type { AsOfPoint } from './as-of/as-of-point.js';
import type { Source } from './as-of/source.js';
import { bySubject, READ_MODELS, type Questions } from './registry.js';

/** Everything that can be asked, at one cut. Objects read through it are read on through it: so nested objects inherit the cut. */
export interface Reading extends Questions {
  readonly cut: AsOfPoint;
  /** Today (at the cut: asOf's date) in a program's zone. */
  today(timeZone: string): LocalDate;
}

/** A reading whose questions are answered here, from a source. */
export const readingFrom = (source: Source): Reading => ({
  ...(bySubject((subject) => new READ_MODELS[subject].queries(source)) as unknown as Questions),
  cut: source.cut,
  today: (timeZone) => source.today(timeZone),
});
