import type { Fact, Recorded } from '#event-sourcing/event.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';

export const RESCHEDULE_REASONS = [
  'DEPENDENCY',
  'RESOURCE',
  'SCOPE',
  'VENDOR',
  'RISK_MATERIALISED',
  'PRIORITY',
  'ESTIMATE',
  'EXTERNAL',
  'CORRECTION',
  'UNKNOWN',
] as const;
export type RescheduleReason = (typeof RESCHEDULE_REASONS)[number];

/** A milestone's id is unique within its initiative only. */
export interface MilestoneRef {
  readonly initiativeId: string;
  readonly milestoneId: string;
}

export interface RebaselineChange {
  readonly milestoneId: string;
  readonly from: LocalDate;
  /** The new baseline; null: a withdrawn milestone that was still due is released. */
  readonly to: LocalDate | null;
}

type OfMilestone<Data> = { readonly milestoneId: string } & Data;

export type InitiativeEvent =
  | Fact<
      'InitiativeLaunched',
      {
        readonly pillar: Pillar;
        readonly element?: string;
        readonly unit?: string;
        readonly title: string;
        readonly weight: number;
        /** Owner from the day of the launch. */
        readonly owner?: string;
      }
    >
  | Fact<'InitiativeRetitled', { readonly title: string }>
  | Fact<'InitiativeMoved', { readonly pillar: Pillar; readonly element?: string; readonly unit?: string; readonly reason: string }>
  | Fact<'InitiativeReweighed', { readonly weight: number; readonly reason: string }>
  | Fact<'OwnerAssigned', { readonly owner: string | null; readonly effectiveOn: LocalDate }>
  | Fact<'InitiativePaused', { readonly reason: string; readonly until?: LocalDate }>
  | Fact<'InitiativeResumed', { readonly note?: string }>
  | Fact<'InitiativeCompleted', { readonly note?: string }>
  | Fact<'InitiativeCancelled', { readonly reason: string }>
  | Fact<'InitiativeReopened', { readonly reason: string }>
  | Fact<'MilestonePlanned', OfMilestone<{ readonly title: string; readonly due: LocalDate; readonly weight: number }>>
  | Fact<'MilestoneRetitled', OfMilestone<{ readonly title: string }>>
  | Fact<'MilestoneReweighed', OfMilestone<{ readonly weight: number; readonly reason: string }>>
  | Fact<
      'MilestoneRescheduled',
      OfMilestone<{
        readonly from: LocalDate;
        readonly forecast: LocalDate;
        readonly reasonCode: RescheduleReason;
        readonly reason: string;
        readonly blockedBy?: MilestoneRef;
      }>
    >
  | Fact<'ForecastConfirmed', OfMilestone<{ readonly forecast: LocalDate; readonly note?: string }>>
  | Fact<'MilestoneAchieved', OfMilestone<{ readonly on: LocalDate; readonly evidence?: string }>>
  | Fact<'MilestoneReopened', OfMilestone<{ readonly reason: string }>>
  | Fact<'MilestoneDescoped', OfMilestone<{ readonly reason: string }>>
  | Fact<'MilestoneRestored', OfMilestone<{ readonly reason: string }>>
  | Fact<'RebaselineProposed', { readonly rebaselineId: string; readonly reason: string; readonly changes: readonly RebaselineChange[] }>
  | Fact<'RebaselineApproved', { readonly rebaselineId: string; readonly note?: string; readonly changes: readonly RebaselineChange[] }>
  | Fact<'RebaselineRejected', { readonly rebaselineId: string; readonly reason: string }>;

/** One or several types of initiative events, as a fold receives them. */
export type InitiativeEventOf<Type extends InitiativeEvent['type']> = Extract<Recorded<InitiativeEvent>, { type: Type }>;
