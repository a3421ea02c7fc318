import type { LocalDate } from '#domain/calendar.js';

export const EVERY = ['DAY', 'WEEK', 'MONTH', 'QUARTER'] as const;
export type Every = (typeof EVERY)[number];

/** `from`, then each step up to and including `to`; months keep the day of `from`, clipped to their end. */
export function stepsBetween(_from: LocalDate, _to: LocalDate, _every: Every): readonly LocalDate[] {
  throw new Error('not yet');
}
