import type { LocalDate } from '#domain/calendar.js';

/** A range of dates, both ends included; a missing end is open. */
export interface DateRange {
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
}

/** A range of instants (RFC 3339 in UTC with milliseconds), both ends included; a missing end is open. */
export interface InstantRange {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** A range of numbers, both ends included; a missing end is open. */
export interface NumberRange {
  readonly atLeast?: number | null | undefined;
  readonly atMost?: number | null | undefined;
}

/** The value that a list is sorted by, and the direction. */
export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction: 'ASC' | 'DESC';
}
