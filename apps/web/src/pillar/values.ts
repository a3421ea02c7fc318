import type { Pillar } from '../design/pillar';
import type { PlainDate } from '../language/dates';

/** How much of a pillar should be done on a date, and how much is: shares from 0 to 1. */
export interface Value {
  readonly on: PlainDate;
  readonly planned: number;
  readonly earned: number;
  readonly behindDays: number;
}

interface Judged {
  readonly on: PlainDate;
  readonly pillars: readonly {
    readonly pillar: Pillar;
    readonly plannedValue: number;
    readonly earnedValue: number;
    readonly behindDays: number;
  }[];
}

/** The values of one pillar on each date. */
export const valuesOf = (points: readonly Judged[], pillar: Pillar): Value[] =>
  points.flatMap(({ on, pillars }) => {
    const own = pillars.find((one) => one.pillar === pillar);
    return own ? [{ on, planned: own.plannedValue, earned: own.earnedValue, behindDays: own.behindDays }] : [];
  });
