import { addDays, type LocalDate } from '#domain/calendar.js';
import type { DriftPolicy, PlannedPhase } from '#domain/program/events.js';

export const testPolicy: DriftPolicy = {
  halfLifeDays: 45,
  planTolerance: 0.5,
  lambda: 0.4,
  consecutive: 2,
  behind: { opensAt: 0.2, closesAt: 0.1 },
  ahead: { opensAt: 1, closesAt: 0.5 },
  late: { opensAt: 0.3, closesAt: 0.15 },
};

/** Three phases of 120 days with equal emphasis on each pillar. */
export const threePhases = (startsOn: LocalDate): readonly PlannedPhase[] =>
  ['plan', 'build', 'embed'].map((key, i) => ({
    key,
    name: key,
    endsOn: addDays(startsOn, 120 * (i + 1)),
    emphasis: [0.25, 0.25, 0.25, 0.25],
  }));
