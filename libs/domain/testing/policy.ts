import type { DriftPolicy, PlannedPhase } from '../program/events.js';

/** Makes a drift policy that commands accept, but for what is changed. */
export const aPolicy = (changed: Partial<DriftPolicy> = {}): DriftPolicy => ({
  halfLifeDays: 91,
  planTolerance: 0.5,
  lambda: 0.4,
  consecutive: 2,
  behind: { opensAt: 0.2, closesAt: 0.1 },
  ahead: { opensAt: 1, closesAt: 0.5 },
  late: { opensAt: 0.3, closesAt: 0.15 },
  ...changed,
});

export const examplePhases: readonly PlannedPhase[] = [
  { key: 'INITIATE', name: 'Initiate', endsOn: '2024-07-01', emphasis: [0.45, 0.25, 0.15, 0.15] },
  { key: 'DESIGN', name: 'Design', endsOn: '2024-12-30', emphasis: [0.25, 0.25, 0.3, 0.2] },
  { key: 'BUILD', name: 'Build', endsOn: '2025-09-29', emphasis: [0.15, 0.2, 0.3, 0.35] },
  { key: 'EMBED', name: 'Embed', endsOn: '2025-12-29', emphasis: [0.25, 0.35, 0.25, 0.15] },
];
