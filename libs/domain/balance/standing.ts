import type { BehindCause } from './balance.js';
import type { Delivery } from './delivery.js';
import type { PlanFit } from './plan-fit.js';
import { DAYS_TOLERANCE } from './tolerance.js';

export interface Standing {
  readonly behindDays: number;
  readonly cause: BehindCause | null;
  /** Half-lives ahead; negative when behind. */
  readonly s: number;
  /** The standing in [0, 1]: halves with every half-life of days behind. */
  readonly r: number;
}

/** How far behind a pillar is: by its delivery, or by its plan if that is further behind. */
export function standingOf(delivery: Delivery, { planDays }: PlanFit, halfLifeDays: number): Standing {
  const behindDays = planDays === 0 ? delivery.days : Math.max(delivery.days, planDays);
  const cause = behindDays <= 0 ? null : planDays > delivery.days + DAYS_TOLERANCE ? 'PLAN' : 'DELIVERY';
  const s = behindDays === 0 ? 0 : -behindDays / halfLifeDays;
  return { behindDays, cause, s, r: Math.min(1, 2 ** s) };
}

/** The median of three of four values. @param index of the value that is left out */
export function medianOfOthers(values: readonly number[], index: number): number {
  const a = values[index === 0 ? 1 : 0]!;
  const b = values[index <= 1 ? 2 : 1]!;
  const c = values[index === 3 ? 2 : 3]!;
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
