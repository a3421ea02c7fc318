/**
 * The permitted range of a number in a command, both ends included. All sums and quotients of a balance stay finite within these ranges.
 */
export interface Range {
  readonly least: number;
  readonly most: number;
}

const range = (least: number, most: number): Range => ({ least, most });

/** Sums of 500 weights must stay far below where doubles lose days, and shares of shares far above where they become 0 / 0. */
export const WEIGHT = range(0.000_001, 1_000_000);

/** Each share of an emphasis before scaling, and their sum. */
export const EMPHASIS_SHARE = range(0, 1_000_000);
export const EMPHASIS_SUM = range(0.000_001, 4 * EMPHASIS_SHARE.most);

/** Whole days. With less than a week a long weekend would halve a standing. */
export const HALF_LIFE_DAYS = range(7, 36_500);
/** A plan with a twentieth of what the phase requires has hardly begun; a lower tolerance would require nothing. */
export const PLAN_TOLERANCE = range(0.05, 1);
/** Limits for λ: below a twentieth, a signal would take months to have an effect. */
export const LAMBDA = range(0.05, 1);
/** A number of evaluations: up to a year of weeks. */
export const CONSECUTIVE = range(1, 52);
/** Bounds of BEHIND and LATE, which are differences of standings. */
export const STANDING_BOUND = range(0, 1);
/** Bounds of AHEAD, in half-lives. */
export const AHEAD_BOUND = range(0, 100);
/** The minimum distance of `opensAt` above `closesAt`, so that a rounding error neither opens nor closes an episode. */
export const LEAST_GAP = 0.01;

/** Whether a value is a number within the range; NaN is not. */
export const isWithin = (value: unknown, { least, most }: Range): value is number =>
  typeof value === 'number' && value >= least && value <= most;

/** The nearest number in the range: used for values that were recorded before the range existed. */
export const nearest = (value: number, { least, most }: Range): number => Math.min(most, Math.max(least, value));
