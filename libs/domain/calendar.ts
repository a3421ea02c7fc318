/** A calendar date, `YYYY-MM-DD`; dates compare as text. */
export type LocalDate = string;
/** A date as a number of days since 1970-01-01. */
export type DayNumber = number;

const MS_PER_DAY = 86_400_000;

export const toDay = (date: LocalDate): DayNumber => Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / MS_PER_DAY;
export const fromDay = (day: DayNumber): LocalDate => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
export const addDays = (date: LocalDate, days: number): LocalDate => fromDay(toDay(date) + days);
/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toDay(to) - toDay(from);
export const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
export const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/** The first and last day that the domain works with: ten years of room on either side for every sum of days. */
export const FIRST_DATE: LocalDate = '1900-01-01';
export const LAST_DATE: LocalDate = '2200-12-31';

/** A date that exists, between FIRST_DATE and LAST_DATE. */
export const isLocalDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= FIRST_DATE && text <= LAST_DATE && fromDay(toDay(text)) === text;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date on which an instant falls in a time zone. @throws RangeError for an unknown zone. */
export function dateAt(instant: string, timeZone: string): LocalDate {
  if (timeZone === 'UTC') return instant.slice(0, 10);
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(new Date(instant));
}
