import { dayNumber, daysAfter, daysBetween, type PlainDate } from '../language/dates';

export type Every = 'DAY' | 'WEEK' | 'MONTH';

export interface ChartRange {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly every: Every;
  /** Six dates after `to` for the outlook; none where the range ends before today. */
  readonly outlook: readonly PlainDate[];
}

const YEAR = 365;
const QUARTER = 91;

/** Up to so many days are shown day by day, and week by week; the api answers about 1,000 dates at most. */
const DAILY = 62;
const WEEKLY = 6 * YEAR;

const OUTLOOK_POINTS = 6;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text, such as one from an address, is a date of the calendar. */
export const isDate = (text: string): boolean => DATE.test(text) && !Number.isNaN(dayNumber(text)) && daysAfter(text, 0) === text;

interface Asked {
  readonly range: '1y' | 'all';
  readonly from: string;
  readonly to: string;
}

interface Life {
  readonly today: PlainDate;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
}

/**
 * The dates of the balance chart for what the address asks. A date that is none, lies in the future or leaves nothing is passed over.
 * The steps end on the last date, so that the chart does.
 */
export function chartRange(asked: Asked, { today, startsOn, endsOn }: Life): ChartRange {
  const to = isDate(asked.to) && asked.to < today && asked.to > startsOn ? asked.to : today;
  const start = asked.range === 'all' ? startsOn : daysAfter(to, -YEAR);
  const wanted = isDate(asked.from) && asked.from < to ? asked.from : start;
  const first = wanted < startsOn && startsOn < to ? startsOn : wanted;
  const span = daysBetween(first, to);
  const every = span <= DAILY ? 'DAY' : span <= WEEKLY ? 'WEEK' : 'MONTH';
  const from = every === 'WEEK' ? daysAfter(to, -7 * Math.floor(span / 7)) : first;
  return { from, to, every, outlook: to === today ? outlookDates(today, endsOn, span) : [] };
}

/** To the planned end, but at least a quarter and at most half as far ahead as the chart looks back. */
function outlookDates(today: PlainDate, endsOn: PlainDate, span: number): PlainDate[] {
  const ahead = Math.max(QUARTER, Math.min(daysBetween(today, endsOn), Math.round(span / 2)));
  return Array.from({ length: OUTLOOK_POINTS }, (_, index) => daysAfter(today, Math.round((ahead * (index + 1)) / OUTLOOK_POINTS)));
}
