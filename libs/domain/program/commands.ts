import type { Command } from '#event-sourcing/commands/decider.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import type { DriftBounds, Role } from './events.js';

/** One number for each pillar: ≥ 0, not all 0; scaled to sum to 1 when recorded. */
export interface PillarValuesInput {
  readonly leadership: number;
  readonly culture: number;
  readonly process: number;
  readonly technology: number;
}

export interface PhaseInput {
  readonly key: string;
  readonly name: string;
  readonly endsOn: LocalDate;
  readonly emphasis: PillarValuesInput;
}

/** The languages in which the default phases have names. */
export type PhaseLanguage = 'zh' | 'en';

export type CharterProgram = Command<
  'CharterProgram',
  {
    readonly id: string;
    readonly name: string;
    readonly objective?: string | undefined;
    readonly sponsorId: string;
    readonly startsOn: LocalDate;
    /** Required without `phases`: the end of the default plan. */
    readonly endsOn?: LocalDate | undefined;
    /** The time zone; default: UTC. */
    readonly timeZone?: string | undefined;
    readonly phases?: readonly PhaseInput[] | undefined;
    /** The language of the default phases' names: that of the person who charters. Default: English. */
    readonly phaseNamesIn?: PhaseLanguage | undefined;
  }
>;

type OfProgram<Data> = { readonly programId: string } & Data;

export type RenameProgram = Command<'RenameProgram', OfProgram<{ readonly name: string }>>;
export type ReviseObjective = Command<'ReviseObjective', OfProgram<{ readonly objective: string; readonly reason: string }>>;
export type RevisePhasePlan = Command<'RevisePhasePlan', OfProgram<{ readonly phases: readonly PhaseInput[]; readonly reason: string }>>;
export type EnterPhase = Command<
  'EnterPhase',
  OfProgram<{
    readonly phase: string;
    readonly on: LocalDate;
    readonly approvedBy?: string | undefined;
    readonly note?: string | undefined;
    readonly phases?: readonly PhaseInput[] | undefined;
  }>
>;
/** Corrects the wrongly recorded date of a phase entry. */
export type CorrectPhaseEntry = Command<
  'CorrectPhaseEntry',
  OfProgram<{ readonly phase: string; readonly on: LocalDate; readonly reason: string }>
>;
/** Omitted members stay as they are. */
export type ReviseDriftPolicy = Command<
  'ReviseDriftPolicy',
  OfProgram<{
    readonly reason: string;
    readonly halfLifeDays?: number | undefined;
    readonly planTolerance?: number | undefined;
    readonly lambda?: number | undefined;
    readonly consecutive?: number | undefined;
    readonly behind?: DriftBounds | undefined;
    readonly ahead?: DriftBounds | undefined;
    readonly late?: DriftBounds | undefined;
  }>
>;
/** Without effectiveOn: from today. */
export type AssignPillarLead = Command<
  'AssignPillarLead',
  OfProgram<{ readonly pillar: Pillar; readonly personId: string; readonly effectiveOn?: LocalDate | undefined }>
>;
/** Without initiativeId: for the whole program. Granting a role that the person holds changes its last day. */
export type GrantRole = Command<
  'GrantRole',
  OfProgram<{
    readonly personId: string;
    readonly role: Role;
    /** The initiative to which a contributor contributes. */
    readonly initiativeId?: string | undefined;
    /** The last day of the role; default: until it is revoked. */
    readonly endsOn?: LocalDate | undefined;
    readonly reason?: string | undefined;
  }>
>;
export type RevokeRole = Command<
  'RevokeRole',
  OfProgram<{
    readonly personId: string;
    readonly role: Role;
    readonly initiativeId?: string | undefined;
    readonly reason?: string | undefined;
  }>
>;
export type CloseProgram = Command<'CloseProgram', OfProgram<{ readonly reason: string }>>;
export type ReopenProgram = Command<'ReopenProgram', OfProgram<{ readonly reason: string }>>;

export type ProgramCommand =
  | CharterProgram
  | RenameProgram
  | ReviseObjective
  | RevisePhasePlan
  | EnterPhase
  | CorrectPhaseEntry
  | ReviseDriftPolicy
  | AssignPillarLead
  | GrantRole
  | RevokeRole
  | CloseProgram
  | ReopenProgram;
