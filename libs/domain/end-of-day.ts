import { addDays, dateAt, type LocalDate } from './calendar.js';

const MS_PER_HOUR = 3_600_000;

/** The last millisecond of a day in a time zone, RFC 3339 in UTC. Found by search, so that days of 23 and 25 hours are right. */
export function endOfDay(date: LocalDate, timeZone: string): string {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  // Zones are between −12 and +14 hours of UTC: the day has not ended at `within` and has ended at `after`.
  let within = midnight - 15 * MS_PER_HOUR;
  let after = midnight + 48 * MS_PER_HOUR;
  while (after - within > 1) {
    const middle = Math.floor((within + after) / 2);
    if (dateAt(new Date(middle).toISOString(), timeZone) <= date) within = middle;
    else after = middle;
  }
  return new Date(within).toISOString();
}

/** The first millisecond of a day in a time zone, RFC 3339 in UTC. */
export const startOfDay = (date: LocalDate, timeZone: string): string =>
  new Date(Date.parse(endOfDay(addDays(date, -1), timeZone)) + 1).toISOString();
