import type { DayNumber } from '../calendar.js';
import type { PillarSums } from './sweep/pillar-sums.js';
import { TOLERANCE, isNothing } from './tolerance.js';

/** Whether the work follows the plan: docs/balance.md, “Delivery”. Shares of the pillar's value, and days. */
export interface Delivery {
  readonly plannedValue: number;
  readonly earnedValue: number;
  readonly scheduleVariance: number;
  /** The schedule performance index; null while nothing is due. */
  readonly spi: number | null;
  /** The earned schedule; undefined: the pillar has no milestones. */
  readonly earnedSchedule: DayNumber | undefined;
  /** How many days the pillar as a whole is behind its plan; negative when ahead. */
  readonly scheduleDays: number;
  /** How late the due work is, in days, averaged by value. */
  readonly lateDays: number;
  /** The earliest baseline of open due work; undefined: none. */
  readonly oldestOpenBaseline: DayNumber | undefined;
  /** Days behind; negative when ahead. */
  readonly days: number;
  readonly slipDays: number | null;
}

const withoutMilestones: Delivery = {
  plannedValue: 0,
  earnedValue: 0,
  scheduleVariance: 0,
  spi: null,
  earnedSchedule: undefined,
  scheduleDays: 0,
  lateDays: 0,
  oldestOpenBaseline: undefined,
  days: 0,
  slipDays: null,
};

/**
 * Computes delivery by earned value with the 0/100 rule and W. Lipke's earned schedule on the step curve: the date for which the plan has
 * as much value as the work has earned, so that on plan gives exactly zero. Early work does not make up for late work elsewhere in the
 * pillar.
 * @param total Σv of the program
 */
export function delivery(pillar: PillarSums, day: DayNumber, total: number): Delivery {
  const { value, due, earned, slip } = pillar;
  if (isNothing(value, total)) return withoutMilestones;
  const plannedValue = isNothing(due, total) ? 0 : due / value;
  const earnedValue = isNothing(earned, total) ? 0 : earned / value;
  const earnedSchedule = earnedScheduleOf(pillar, plannedValue, earnedValue, day);
  const scheduleDays = day - earnedSchedule;
  const lateDays = plannedValue === 0 || isNothing(pillar.late, total) ? 0 : pillar.lateValueDays / due;
  return {
    plannedValue,
    earnedValue,
    scheduleVariance: earnedValue - plannedValue,
    spi: plannedValue === 0 ? null : earnedValue / plannedValue,
    earnedSchedule,
    scheduleDays,
    lateDays,
    oldestOpenBaseline: pillar.oldestOpenBaseline(),
    days: lateDays > 0 ? Math.max(lateDays, scheduleDays) : scheduleDays,
    slipDays: slip / value,
  };
}

function earnedScheduleOf(pillar: PillarSums, plannedValue: number, earnedValue: number, day: DayNumber): DayNumber {
  if (earnedValue < plannedValue - TOLERANCE) return pillar.firstDateAbove((earnedValue + TOLERANCE) * pillar.value);
  if (earnedValue > plannedValue + TOLERANCE) return pillar.firstDateAbove((earnedValue - TOLERANCE) * pillar.value);
  return day;
}
