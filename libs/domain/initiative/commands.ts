import type { Command } from '#event-sourcing/commands/decider.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import type { MilestoneRef, RescheduleReason } from './events.js';
import type { StatusLine } from './status-lines/status-line.js';

type OfInitiative<Data = unknown> = { readonly initiativeId: string } & Data;
type OfMilestone<Data = unknown> = { readonly initiativeId: string; readonly milestoneId: string } & Data;

export interface NewMilestone {
  readonly id: string;
  readonly title: string;
  /** The first baseline and forecast. */
  readonly due: LocalDate;
  /** The weight; default: 1. */
  readonly weight?: number | undefined;
}

export interface RescheduleChange {
  readonly milestoneId: string;
  readonly forecast: LocalDate;
  readonly reasonCode: RescheduleReason;
  readonly reason: string;
  readonly blockedBy?: MilestoneRef | undefined;
}

export interface AchieveChange {
  readonly milestoneId: string;
  readonly achievedOn: LocalDate;
  readonly evidence?: string | undefined;
}

export interface ConfirmChange {
  readonly milestoneId: string;
  readonly note?: string | undefined;
}

export type LaunchInitiative = Command<
  'LaunchInitiative',
  {
    readonly id: string;
    readonly programId: string;
    readonly pillar: Pillar;
    readonly element?: string | undefined;
    readonly unit?: string | undefined;
    readonly title: string;
    /** The weight; default: 1. */
    readonly weight?: number | undefined;
    readonly ownerId?: string | undefined;
    readonly milestones?: readonly NewMilestone[] | undefined;
  }
>;

export type RetitleInitiative = Command<'RetitleInitiative', OfInitiative<{ readonly title: string }>>;
/** If the element or unit is omitted, the initiative has none from now on. */
export type MoveInitiative = Command<
  'MoveInitiative',
  OfInitiative<{
    readonly pillar: Pillar;
    readonly element?: string | undefined;
    readonly unit?: string | undefined;
    readonly reason: string;
  }>
>;
export type ReweighInitiative = Command<'ReweighInitiative', OfInitiative<{ readonly weight: number; readonly reason: string }>>;
/** ownerId null or omitted: nobody owns the initiative. */
export type AssignOwner = Command<
  'AssignOwner',
  OfInitiative<{ readonly ownerId?: string | null | undefined; readonly effectiveOn: LocalDate }>
>;
export type PauseInitiative = Command<'PauseInitiative', OfInitiative<{ readonly reason: string; readonly until?: LocalDate | undefined }>>;
export type ResumeInitiative = Command<'ResumeInitiative', OfInitiative<{ readonly note?: string | undefined }>>;
export type CompleteInitiative = Command<'CompleteInitiative', OfInitiative<{ readonly note?: string | undefined }>>;
export type CancelInitiative = Command<'CancelInitiative', OfInitiative<{ readonly reason: string }>>;
export type ReopenInitiative = Command<'ReopenInitiative', OfInitiative<{ readonly reason: string }>>;

export type ProposeRebaseline = Command<'ProposeRebaseline', OfInitiative<{ readonly id: string; readonly reason: string }>>;
export type ApproveRebaseline = Command<
  'ApproveRebaseline',
  OfInitiative<{ readonly rebaselineId: string; readonly note?: string | undefined }>
>;
export type RejectRebaseline = Command<'RejectRebaseline', OfInitiative<{ readonly rebaselineId: string; readonly reason: string }>>;

export type PlanMilestone = Command<'PlanMilestone', OfInitiative<NewMilestone>>;
export type RetitleMilestone = Command<'RetitleMilestone', OfMilestone<{ readonly title: string }>>;
export type ReweighMilestone = Command<'ReweighMilestone', OfMilestone<{ readonly weight: number; readonly reason: string }>>;
export type RescheduleMilestone = Command<'RescheduleMilestone', OfInitiative<RescheduleChange>>;
export type ConfirmForecast = Command<'ConfirmForecast', OfInitiative<ConfirmChange>>;
export type AchieveMilestone = Command<'AchieveMilestone', OfInitiative<AchieveChange>>;
export type ReopenMilestone = Command<'ReopenMilestone', OfMilestone<{ readonly reason: string }>>;
export type DescopeMilestone = Command<'DescopeMilestone', OfMilestone<{ readonly reason: string }>>;
export type RestoreMilestone = Command<'RestoreMilestone', OfMilestone<{ readonly reason: string }>>;
/** Several changes to milestones in one append, all or nothing, in this order: plan, reschedule, confirm, achieve. */
export type UpdateMilestones = Command<
  'UpdateMilestones',
  OfInitiative<{
    readonly plan?: readonly NewMilestone[] | undefined;
    readonly reschedule?: readonly RescheduleChange[] | undefined;
    readonly confirm?: readonly ConfirmChange[] | undefined;
    readonly achieve?: readonly AchieveChange[] | undefined;
  }>
>;

/** A dated snapshot from a history file; its differences from the state become events. */
export type RecordStatusLine = Command<
  'RecordStatusLine',
  { readonly programId: string; readonly initiativeId: string; readonly line: StatusLine }
>;

export type InitiativeCommand =
  | LaunchInitiative
  | RetitleInitiative
  | MoveInitiative
  | ReweighInitiative
  | AssignOwner
  | PauseInitiative
  | ResumeInitiative
  | CompleteInitiative
  | CancelInitiative
  | ReopenInitiative
  | ProposeRebaseline
  | ApproveRebaseline
  | RejectRebaseline
  | PlanMilestone
  | RetitleMilestone
  | ReweighMilestone
  | RescheduleMilestone
  | ConfirmForecast
  | AchieveMilestone
  | ReopenMilestone
  | DescopeMilestone
  | RestoreMilestone
  | UpdateMilestones
  | RecordStatusLine;
