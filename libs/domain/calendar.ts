/** A calendar date, `YYYY-MM-DD`; dates compare as text. */
export type LocalDate = string;
/** A date as a number of days since 1970-01-01. */
export type DayNumber = number;

const DIGIT_ZERO = 48;
const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - DIGIT_ZERO;
  return value;
};

/**
 * Days since 1970-01-01 of a proleptic Gregorian date. Uses arithmetic (years that begin in March, so that the leap day comes last),
 * because balances convert tens of thousands of dates and Date is five times as slow.
 */
export function toDay(date: LocalDate): DayNumber {
  const month = digits(date, 5, 7);
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(date, 8, 10) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468;
}

/** The date of a day number, also by arithmetic. */
export function fromDay(day: DayNumber): LocalDate {
  const sinceYearZero = day + 719_468;
  const era = Math.floor(sinceYearZero / 146_097);
  const dayOfEra = sinceYearZero - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1)}`;
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`);
export const addDays = (date: LocalDate, days: number): LocalDate => fromDay(toDay(date) + days);
/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toDay(to) - toDay(from);
export const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** Every Sunday from `from` to `to`, both included, oldest first. 1970-01-04 was a Sunday. */
export function sundays(from: LocalDate, to: LocalDate): LocalDate[] {
  const found: LocalDate[] = [];
  const first = toDay(from);
  for (let day = first + ((((3 - first) % 7) + 7) % 7); day <= toDay(to); day += 7) found.push(fromDay(day));
  return found;
}

/** The first and last day that the domain works with. They leave ten years of room on either side for every sum of days. */
export const FIRST_DATE: LocalDate = '1900-01-01';
export const LAST_DATE: LocalDate = '2200-12-31';

/** Whether the text is an existing date between FIRST_DATE and LAST_DATE. */
export const isLocalDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= FIRST_DATE && text <= LAST_DATE && fromDay(toDay(text)) === text;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** The last requested second and its date: a date can change only at a full second, and commands ask for the same second repeatedly. */
  second: string;
  date: LocalDate;
}

/** More than the number of names in the time zone database. */
const MOST_ZONES = 1_000;
const zones = new Map<string, Zone>();

/** The date of an instant (RFC 3339 in UTC) in a time zone. @throws RangeError for an unknown zone */
export function dateAt(instant: string, timeZone: string): LocalDate {
  if (timeZone === 'UTC') return instant.slice(0, 10);
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    // Intl accepts names in any case ("utc", "UtC"), so clients could fill the cache without end.
    if (zones.size >= MOST_ZONES) zones.clear();
    zones.set(timeZone, (zone = { format, second: '', date: '' }));
  }
  const second = instant.slice(0, 19);
  if (zone.second !== second) {
    zone.date = zone.format.format(new Date(instant));
    zone.second = second;
  }
  return zone.date;
}
