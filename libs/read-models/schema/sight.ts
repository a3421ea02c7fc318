import type { LocalDate } from '#domain/calendar.js';
import type { Reading } from '../readings.js';

/** From when something is seen. Everything below it inherits the sight, so that one answer never mixes two times. */
export interface Sight {
  /** Everything that can be asked, at the same cut. */
  readonly reading: Reading;
  /** Today in the program's time zone: the date of `asOf`, else of now. Judges OVERDUE, owner, phase and balance alike. */
  readonly today: LocalDate;
}
