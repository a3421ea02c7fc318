import { TAGS, type Language } from './language';

/** A plain date, YYYY-MM-DD. It belongs to no time zone, so it is never turned into an instant of one. */
export type PlainDate = string;

const DAY_MS = 86_400_000;

/** The number of the day, counted from 1970-01-01. */
export const dayNumber = (date: PlainDate): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);

export const plainDate = (day: number): PlainDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from);

export const daysAfter = (date: PlainDate, days: number): PlainDate => plainDate(dayNumber(date) + days);

/** Today's date in a time zone, by the clock of this device. @param zone an IANA name, for example Asia/Shanghai */
export const todayIn = (zone: string, now = new Date()): PlainDate => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now);

const DATE: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' };

/** A date in words: "3 Nov 2026", "2026年11月3日". */
export const dateInWords = (date: PlainDate, language: Language): string =>
  formatter(language === 'en' ? 'en-GB' : TAGS.zh, DATE).format(dayNumber(date) * DAY_MS);

/** A month: "Nov 2026", "2026年11月". */
export const monthInWords = (date: PlainDate, language: Language): string =>
  formatter(language === 'en' ? 'en-GB' : TAGS.zh, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(dayNumber(date) * DAY_MS);

/** How far a date is from today: "in 3 days", "3 天后". */
export function relativeInWords(date: PlainDate, today: PlainDate, language: Language): string {
  const days = daysBetween(today, date);
  const [value, unit] = Math.abs(days) < 60 ? ([days, 'day'] as const) : ([Math.round(days / 30.44), 'month'] as const);
  return new Intl.RelativeTimeFormat(TAGS[language], { numeric: 'auto' }).format(value, unit);
}

/** An instant in a time zone, which is named: "3 Nov 2026, 14:05 GMT+8". */
export const instantInWords = (instant: string, zone: string, language: Language): string =>
  formatter(language === 'en' ? 'en-GB' : TAGS.zh, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(new Date(instant));

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Intl.DateTimeFormat is expensive to make, and a table needs it in every row. */
function formatter(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(tag, options)));
  return found;
}
