import { addDays, daysBetween, fromDay, type LocalDate } from '#domain/calendar.js';
import { QuestionError } from '../question-error.js';

export const EVERY = ['DAY', 'WEEK', 'MONTH', 'QUARTER'] as const;
export type Every = (typeof EVERY)[number];

const LONGEST = 1000;

const MS_PER_DAY = 86_400_000;

/**
 * The dates `from`, then each step up to `to`. Months and quarters keep the day of `from`, clipped to the end of a shorter month.
 * @throws QuestionError TIMELINE_TOO_LONG over 1,000 dates
 */
export function stepsBetween(from: LocalDate, to: LocalDate, every: Every): readonly LocalDate[] {
  const steps: LocalDate[] = [];
  for (let n = 0; ; n++) {
    const date = step(from, n, every);
    if (date > to) return steps;
    if (steps.length === LONGEST) {
      throw new QuestionError(
        'TIMELINE_TOO_LONG',
        `A timeline has at most ${LONGEST} dates; ${daysBetween(from, to) + 1} days were asked for`,
      );
    }
    steps.push(date);
  }
}

function step(from: LocalDate, n: number, every: Every): LocalDate {
  switch (every) {
    case 'DAY':
      return addDays(from, n);
    case 'WEEK':
      return addDays(from, 7 * n);
    case 'MONTH':
      return addMonths(from, n);
    case 'QUARTER':
      return addMonths(from, 3 * n);
  }
}

function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = [+date.slice(0, 4), +date.slice(5, 7) - 1 + months, +date.slice(8, 10)];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return fromDay(Date.UTC(year, month, Math.min(day, lastDay)) / MS_PER_DAY);
}
