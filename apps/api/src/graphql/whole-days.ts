import { endOfDay, startOfDay } from '#domain/end-of-day.js';
import type { AskedCut } from '#read-models/readings.js';

/** Whether a DateTime is given as a date alone, such as 2022-06-30: it means a whole day in a program's time zone. */
const isDay = (asked: string | null | undefined): asked is string => asked?.length === 'YYYY-MM-DD'.length;

/**
 * Converts an as-of point to instants: a date becomes the end of its day. The day that has not ended yet means "now", which is no as-of
 * point.
 * @param zone called only for a date; undefined: there is no such program, and no answer either
 * @param now the current time, RFC 3339 in UTC with milliseconds
 */
export async function cutAtInstants(cut: AskedCut, zone: () => Promise<string | undefined>, now: string): Promise<AskedCut> {
  if (!isDay(cut.asOf) && !isDay(cut.asRecordedAt)) return cut;
  const timeZone = (await zone()) ?? 'UTC';
  const instant = (asked: string | null | undefined): string | null | undefined => {
    if (!isDay(asked)) return asked;
    const end = endOfDay(asked, timeZone);
    return end > now && startOfDay(asked, timeZone) <= now ? null : end;
  };
  return { asOf: instant(cut.asOf), asRecordedAt: instant(cut.asRecordedAt) };
}

/** The time zone in which these dates are whole days; it is asked for only if one of them is a date alone. */
export const zoneOf = async (moments: readonly (string | null | undefined)[], zone: () => Promise<string>): Promise<string> =>
  moments.some(isDay) ? zone() : 'UTC';

/** The start of the day if a date is given; an instant is returned unchanged. */
export const fromInstant = (asked: string | null | undefined, timeZone: string): string | null | undefined =>
  isDay(asked) ? startOfDay(asked, timeZone) : asked;

/** The end of the day if a date is given; an instant is returned unchanged. */
export const toInstant = (asked: string | null | undefined, timeZone: string): string | null | undefined =>
  isDay(asked) ? endOfDay(asked, timeZone) : asked;
