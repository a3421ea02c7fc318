import type { LocalDate } from '#domain/calendar.js';
import type { Reading } from '../readings.js';

/** The point in time that an object is seen from. Objects below it inherit it, so that one answer never mixes two times. */
export interface Sight {
  /** Every question, at the same as-of point. */
  readonly reading: Reading;
  /** Today in the program's time zone: the date of `asOf`, otherwise of now. Decides OVERDUE, owner, phase and balance alike. */
  readonly today: LocalDate;
}
