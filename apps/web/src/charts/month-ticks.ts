import { dayNumber, plainDate, type PlainDate } from '../language/dates';

/** Steps in months that fall on the same months each year. */
const STEPS = [1, 2, 3, 6, 12, 24, 60] as const;

const DAYS_A_MONTH = 30.44;

/** The first days of months in a range, as many as there is room for. @param most how many fit at most */
export function monthTicks(from: PlainDate, to: PlainDate, most: number): PlainDate[] {
  const months = (dayNumber(to) - dayNumber(from)) / DAYS_A_MONTH;
  const step = STEPS.find((one) => months / one <= most) ?? 120;
  const ticks: PlainDate[] = [];
  const [year = 0, month = 1] = from.split('-').map(Number);
  const start = year * 12 + month - 1;
  for (let index = Math.ceil(start / step) * step; ; index += step) {
    const tick = firstOf(index);
    if (tick > to) return ticks;
    if (tick >= from) ticks.push(tick);
  }
}

/** @param index months since the year 0 */
const firstOf = (index: number): PlainDate => plainDate(Math.round(Date.UTC(Math.floor(index / 12), index % 12, 1) / 86_400_000));
