import { type Check, firstOf } from '../checks.js';
import { daysBetween, type LocalDate } from '../calendar.js';
import { refuse } from '../refusals.js';
import type { DriftBounds, DriftPolicy } from './events.js';

const SHORTEST_HALF_LIFE = 15;

/** Days behind that halve a standing: an eighth of the planned duration, half rounds up, at least 15. */
export const halfLifeOf = (startsOn: LocalDate, endsOn: LocalDate): number =>
  Math.max(SHORTEST_HALF_LIFE, Math.floor(daysBetween(startsOn, endsOn) / 8 + 0.5));

/** The policy that a program is chartered with. */
export const defaultPolicy = (startsOn: LocalDate, endsOn: LocalDate): DriftPolicy => ({
  halfLifeDays: halfLifeOf(startsOn, endsOn),
  planTolerance: 0.5,
  lambda: 0.4,
  consecutive: 2,
  behind: { opensAt: 0.2, closesAt: 0.1 },
  ahead: { opensAt: 1, closesAt: 0.5 },
  late: { opensAt: 0.3, closesAt: 0.15 },
});

/** BEHIND and LATE are differences of standings, so at most 1; AHEAD is counted in half-lives. */
export function policyCheck(policy: DriftPolicy): Check {
  return firstOf(
    parameterCheck(isWhole(policy.halfLifeDays, 36_500), 'halfLifeDays'),
    parameterCheck(isShare(policy.planTolerance), 'planTolerance'),
    parameterCheck(isShare(policy.lambda), 'lambda'),
    parameterCheck(isWhole(policy.consecutive, 52), 'consecutive'),
    boundsCheck(policy.behind, 1, 'behind'),
    boundsCheck(policy.ahead, 100, 'ahead'),
    boundsCheck(policy.late, 1, 'late'),
  );
}

const parameterCheck = (holds: boolean, field: string): Check => (holds ? undefined : refuse('DRIFT_POLICY_INVALID', field));
const isWhole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
const isShare = (value: number): boolean => value > 0 && value <= 1;

function boundsCheck({ opensAt, closesAt }: DriftBounds, most: number, field: string): Check {
  return opensAt > closesAt && closesAt >= 0 && opensAt <= most ? undefined : refuse('DRIFT_BOUNDS_INVALID', field);
}
