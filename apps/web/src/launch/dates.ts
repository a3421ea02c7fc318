import { dayNumber, plainDate, type PlainDate } from '../language/dates';

/** Why a text is no date: it has no known form, names a day that does not exist, or may mean two days. */
export type DateFault = 'unknownForm' | 'noSuchDay' | 'twoMeanings';

export type DateRead = { readonly date: PlainDate } | { readonly fault: DateFault };

const YEAR_FIRST = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/,
  /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/,
];
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const SLASHES = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;

/**
 * Reads a date as spreadsheets show it: 2026-03-05, 2026/3/5, 5.3.2026, 2026年3月5日, also in full-width digits. 3/5/2026 is refused, since
 * it is 3 May to some and 5 March to others; where only one of the two can be a month it is taken.
 */
export function readDate(text: string): DateRead {
  const plain = text.normalize('NFKC').trim();
  for (const form of YEAR_FIRST) {
    const [, year, month, day] = form.exec(plain) ?? [];
    if (year) return dateOf(year, month!, day!);
  }
  const [, day, month, year] = DAY_FIRST.exec(plain) ?? [];
  if (year) return dateOf(year, month!, day!);
  const [, first, second, last] = SLASHES.exec(plain) ?? [];
  if (!last) return { fault: 'unknownForm' };
  if (Number(first) > 12) return dateOf(last, second!, first!);
  if (Number(second) > 12) return dateOf(last, first!, second!);
  return first === second ? dateOf(last, first!, second!) : { fault: 'twoMeanings' };
}

function dateOf(year: string, month: string, day: string): DateRead {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const number = dayNumber(date);
  // Date.parse turns 31 February into 3 March.
  return Number.isFinite(number) && plainDate(number) === date ? { date } : { fault: 'noSuchDay' };
}
