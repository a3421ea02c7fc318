import { addDays, type LocalDate } from '#domain/calendar.js';
import type { PlannedPhase } from '#domain/program/events.js';

/** Three phases of 120 days with equal emphasis on each pillar. */
export const threePhases = (startsOn: LocalDate): readonly PlannedPhase[] =>
  ['plan', 'build', 'embed'].map((key, i) => ({
    key,
    name: key,
    endsOn: addDays(startsOn, 120 * (i + 1)),
    emphasis: [0.25, 0.25, 0.25, 0.25],
  }));
