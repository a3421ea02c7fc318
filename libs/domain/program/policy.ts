import { type Check, firstOf } from '../checks.js';
import { daysBetween, type LocalDate } from '../calendar.js';
import {
  AHEAD_BOUND,
  CONSECUTIVE,
  HALF_LIFE_DAYS,
  isWithin,
  LAMBDA,
  LEAST_GAP,
  nearest,
  PLAN_TOLERANCE,
  STANDING_BOUND,
  type Range,
} from '../ranges.js';
import { refuse } from '../refusals.js';
import type { DriftBounds, DriftPolicy } from './events.js';

const SHORTEST_HALF_LIFE = 15;
/** Tolerance when bounds are compared: 0.06 − 0.05 in floating point is a little less than 0.01. */
const ROUNDING = 1e-12;

/** The default half-life, the days behind that halve a standing: an eighth of the planned duration, half rounds up, at least 15. */
export const halfLifeOf = (startsOn: LocalDate, endsOn: LocalDate): number =>
  Math.max(SHORTEST_HALF_LIFE, Math.floor(daysBetween(startsOn, endsOn) / 8 + 0.5));

/** The default policy of a new program. */
export const defaultPolicy = (startsOn: LocalDate, endsOn: LocalDate): DriftPolicy => ({
  halfLifeDays: halfLifeOf(startsOn, endsOn),
  planTolerance: 0.5,
  lambda: 0.4,
  consecutive: 2,
  behind: { opensAt: 0.2, closesAt: 0.1 },
  ahead: { opensAt: 1, closesAt: 0.5 },
  late: { opensAt: 0.3, closesAt: 0.15 },
});

/** Checks a policy. The bounds of BEHIND and LATE are differences of standings, so at most 1; those of AHEAD are numbers of half-lives. */
export function policyCheck(policy: DriftPolicy): Check {
  return firstOf(
    parameterCheck(isWhole(policy.halfLifeDays, HALF_LIFE_DAYS), 'halfLifeDays'),
    parameterCheck(isWithin(policy.planTolerance, PLAN_TOLERANCE), 'planTolerance'),
    parameterCheck(isWithin(policy.lambda, LAMBDA), 'lambda'),
    parameterCheck(isWhole(policy.consecutive, CONSECUTIVE), 'consecutive'),
    boundsCheck(policy.behind, STANDING_BOUND, 'behind'),
    boundsCheck(policy.ahead, AHEAD_BOUND, 'ahead'),
    boundsCheck(policy.late, STANDING_BOUND, 'late'),
  );
}

const parameterCheck = (holds: boolean, field: string): Check => (holds ? undefined : refuse('DRIFT_POLICY_INVALID', field));
const isWhole = (value: number, range: Range): boolean => Number.isInteger(value) && isWithin(value, range);

function boundsCheck({ opensAt, closesAt }: DriftBounds, range: Range, field: string): Check {
  const apart = opensAt - closesAt >= LEAST_GAP - ROUNDING;
  return apart && isWithin(closesAt, range) && isWithin(opensAt, range) ? undefined : refuse('DRIFT_BOUNDS_INVALID', field);
}

/**
 * A recorded policy with every number in today's range: earlier numbers outside of it become the nearest permitted ones, so that no
 * recorded policy gives a balance of NaN.
 */
export const policyInRange = (policy: DriftPolicy): DriftPolicy => (policyCheck(policy) ? nearestPolicy(policy) : policy);

const nearestPolicy = (policy: DriftPolicy): DriftPolicy => ({
  halfLifeDays: Math.round(nearest(policy.halfLifeDays, HALF_LIFE_DAYS)),
  planTolerance: nearest(policy.planTolerance, PLAN_TOLERANCE),
  lambda: nearest(policy.lambda, LAMBDA),
  consecutive: Math.round(nearest(policy.consecutive, CONSECUTIVE)),
  behind: nearestBounds(policy.behind, STANDING_BOUND),
  ahead: nearestBounds(policy.ahead, AHEAD_BOUND),
  late: nearestBounds(policy.late, STANDING_BOUND),
});

function nearestBounds({ opensAt, closesAt }: DriftBounds, { least, most }: Range): DriftBounds {
  const opens = nearest(opensAt, { least: least + LEAST_GAP, most });
  return { opensAt: opens, closesAt: nearest(closesAt, { least, most: opens - LEAST_GAP }) };
}
