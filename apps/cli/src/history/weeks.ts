import { addDays, dateAt, type LocalDate, toDay } from '#domain/calendar.js';

const MS_PER_HOUR = 3_600_000;

/** 1970-01-01 was a Thursday. */
const isSunday = (date: LocalDate): boolean => (toDay(date) + 4) % 7 === 0;

/** Every Sunday from `from` to `to`, both included, oldest first. */
export function sundays(from: LocalDate, to: LocalDate): LocalDate[] {
  let day = from;
  while (!isSunday(day)) day = addDays(day, 1);
  const found: LocalDate[] = [];
  for (; day <= to; day = addDays(day, 7)) found.push(day);
  return found;
}

/** The last millisecond of a day in a time zone, RFC 3339 in UTC. Searched for, so that days of 23 and 25 hours come out right. */
export function endOfDay(date: LocalDate, timeZone: string): string {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  // Zones lie between −12 and +14 hours of UTC: the day has not ended at `within`, and has ended at `after`.
  let within = midnight - 15 * MS_PER_HOUR;
  let after = midnight + 48 * MS_PER_HOUR;
  while (after - within > 1) {
    const middle = Math.floor((within + after) / 2);
    if (dateAt(new Date(middle).toISOString(), timeZone) <= date) within = middle;
    else after = middle;
  }
  return new Date(within).toISOString();
}
