/** The numbers that a command may give, both ends included. All sums and quotients of a balance stay finite within them. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

const range = (least: number, most: number): Range => ({ least, most });

/** Sums of 500 weights stay far from where doubles lose days, and shares of shares from where they are 0 / 0. */
export const WEIGHT = range(0.000_001, 1_000_000);

/** The four shares of an emphasis before they are scaled to sum to 1: each of them, and their sum. */
export const EMPHASIS_SHARE = range(0, 1_000_000);
export const EMPHASIS_SUM = range(0.000_001, 4 * EMPHASIS_SHARE.most);

/** Whole days. Less than a week lets a long weekend halve a standing. */
export const HALF_LIFE_DAYS = range(7, 36_500);
/** A plan that holds a twentieth of what the phase asks for has hardly begun; less than that asks for nothing. */
export const PLAN_TOLERANCE = range(0.05, 1);
/** Below a twentieth, a signal needs months to be heard. */
export const LAMBDA = range(0.05, 1);
/** Whole evaluations: up to a year of weeks. */
export const CONSECUTIVE = range(1, 52);
/** Bounds of BEHIND and LATE, which are differences of standings. */
export const STANDING_BOUND = range(0, 1);
/** Bounds of AHEAD, in half-lives. */
export const AHEAD_BOUND = range(0, 100);
/** `opensAt` lies at least so far above `closesAt`: an episode neither opens nor closes on a rounding error. */
export const LEAST_GAP = 0.01;

/** Whether a value is a number of the range; NaN is none. */
export const isWithin = (value: unknown, { least, most }: Range): value is number =>
  typeof value === 'number' && value >= least && value <= most;

/** The nearest number of the range: what was recorded before the range was drawn is read as that. */
export const nearest = (value: number, { least, most }: Range): number => Math.min(most, Math.max(least, value));
