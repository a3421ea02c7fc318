import type { Fact } from '#event-sourcing/event.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar, PillarShares } from '../pillars.js';

export interface PlannedPhase {
  readonly key: string;
  readonly name: string;
  /** The planned end. The window of the phase is (the previous planned end, this one]. */
  readonly endsOn: LocalDate;
  /** The share of the weight that each pillar should have: ≥ 0, summing to 1. */
  readonly emphasis: PillarShares;
}

export interface DriftBounds {
  readonly opensAt: number;
  readonly closesAt: number;
}

export interface DriftPolicy {
  readonly halfLifeDays: number;
  readonly planTolerance: number;
  readonly lambda: number;
  readonly consecutive: number;
  readonly behind: DriftBounds;
  readonly ahead: DriftBounds;
  readonly late: DriftBounds;
}

export const ROLES = ['SPONSOR', 'PMO', 'OWNER', 'CONTRIBUTOR', 'AUDITOR'] as const;
export type Role = (typeof ROLES)[number];

/** A role of a person in a program; with initiativeId, for that initiative alone. */
export interface RoleOf {
  readonly person: string;
  readonly role: Role;
  readonly initiativeId?: string;
}

export type ProgramEvent =
  | Fact<
      'ProgramChartered',
      {
        readonly name: string;
        readonly objective?: string;
        readonly sponsor: string;
        readonly startsOn: LocalDate;
        readonly timeZone: string;
        readonly phases: readonly PlannedPhase[];
        readonly policy: DriftPolicy;
      }
    >
  | Fact<'ProgramRenamed', { readonly name: string }>
  | Fact<'ObjectiveRevised', { readonly objective: string; readonly reason: string }>
  | Fact<'PhasePlanRevised', { readonly phases: readonly PlannedPhase[]; readonly reason: string }>
  | Fact<
      'PhaseEntered',
      {
        readonly phase: string;
        readonly on: LocalDate;
        readonly approvedBy?: string;
        readonly note?: string;
        /** The revised phase plan, if the plan was revised when this phase was entered. */
        readonly phases?: readonly PlannedPhase[];
      }
    >
  | Fact<'PhaseEntryCorrected', { readonly phase: string; readonly from: LocalDate; readonly on: LocalDate; readonly reason: string }>
  | Fact<'DriftPolicyRevised', { readonly policy: DriftPolicy; readonly reason: string }>
  | Fact<'PillarLeadAssigned', { readonly pillar: Pillar; readonly person: string; readonly effectiveOn: LocalDate }>
  | Fact<'RoleGranted', RoleOf & { readonly endsOn?: LocalDate; readonly reason?: string }>
  | Fact<'RoleRevoked', RoleOf & { readonly reason?: string }>
  | Fact<'ProgramClosed', { readonly reason: string }>
  | Fact<'ProgramReopened', { readonly reason: string }>;
