import type { LocalDate } from '#domain/calendar.js';

/** A range of dates, both ends included; a missing end is open. */
export interface DateRange {
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
}

/** A range of whole numbers, both ends included; a missing end is open. */
export interface NumberRange {
  readonly atLeast?: number | null | undefined;
  readonly atMost?: number | null | undefined;
}

/** The value that a list is sorted by, and the direction. */
export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction: 'ASC' | 'DESC';
}
