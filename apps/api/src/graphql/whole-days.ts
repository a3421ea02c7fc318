import { endOfDay, startOfDay } from '#domain/end-of-day.js';
import type { AskedCut } from '#read-models/readings.js';

/** Where a DateTime may be given as a date alone, such as 2022-06-30, it means a whole day in a program's time zone. */
const isDay = (asked: string | null | undefined): asked is string => asked?.length === 'YYYY-MM-DD'.length;

/**
 * A cut at instants: a date is cut at the end of its day. The day that has not ended yet is all that is known so far, which is no cut.
 * @param zone asked for only where a date was given; undefined: there is no such program, and no answer either
 * @param now the present instant, RFC 3339 in UTC with milliseconds
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

/** From the start of a day, where one was given. */
export const fromInstant = (asked: string | null | undefined, timeZone: string): string | null | undefined =>
  isDay(asked) ? startOfDay(asked, timeZone) : asked;

/** To the end of a day, where one was given. */
export const toInstant = (asked: string | null | undefined, timeZone: string): string | null | undefined =>
  isDay(asked) ? endOfDay(asked, timeZone) : asked;
