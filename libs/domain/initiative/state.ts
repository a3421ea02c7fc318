import type { LocalDate } from '../calendar.js';
import type { FormerName } from '../former-names.js';
import type { Pillar } from '../pillars.js';
import type { Version } from '../program/state.js';
import type { MilestoneRef, RebaselineChange, RescheduleReason } from './events.js';

export interface BaselineVersion {
  readonly date: LocalDate;
  readonly since: LocalDate;
  readonly at: string;
  /** The approved re-baseline that set it; missing for the original. */
  readonly rebaselineId?: string;
}

export interface Achievement {
  readonly on: LocalDate;
  readonly evidence?: string;
  readonly by: string;
  readonly at: string;
  /** The day it became known. */
  readonly known: LocalDate;
  readonly reopenedAt?: string;
  /** The day on which the achievement became known to be wrong. */
  readonly reopenedOn?: LocalDate;
  readonly reopenReason?: string;
}

export interface Reschedule {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reasonCode: RescheduleReason;
  readonly reason: string;
  readonly blockedBy?: MilestoneRef;
  readonly by: string;
  readonly at: string;
  readonly since: LocalDate;
}

/** A period in which something does not count: known from the day `from`, ended by what became known on the day `until`. */
export interface Withdrawal {
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

export interface Milestone {
  readonly id: string;
  readonly title: string;
  readonly formerTitles?: readonly FormerName[];
  readonly plannedOn: LocalDate;
  readonly weights: readonly Version<number>[];
  /** The approved baselines; the first is the original, the last is in force. */
  readonly baselines: readonly BaselineVersion[];
  readonly forecast: LocalDate;
  readonly forecastConfirmedAt?: string;
  /** The blocker named by the last reschedule. */
  readonly blockedBy?: MilestoneRef;
  readonly achievements: readonly Achievement[];
  readonly reschedules: readonly Reschedule[];
  /** The milestone's own descopings; cancelling its initiative withdraws it, too. */
  readonly descopings: readonly Withdrawal[];
  /** Re-baselines that released the milestone while it was withdrawn; each ends when it counts again. */
  readonly releases: readonly Withdrawal[];
}

export interface Ownership {
  readonly owner: string | null;
  readonly effectiveOn: LocalDate;
  /** The day it became known. */
  readonly known: LocalDate;
}

export interface Rebaseline {
  readonly id: string;
  readonly state: 'PENDING' | 'APPROVED' | 'REJECTED' | 'SUPERSEDED';
  readonly reason: string;
  readonly changes: readonly RebaselineChange[];
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly note?: string;
}

export interface NoInitiative {
  readonly status: 'NONE';
}

/**
 * The state of an initiative, with every version and the day it became known: live answers, as-of, both perspectives and timelines use the
 * same state.
 */
export interface InitiativeState {
  readonly status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'CANCELLED';
  readonly id: string;
  readonly programId: string;
  readonly revision: number;
  readonly launchedOn: LocalDate;
  readonly launchedAt: string;
  readonly title: string;
  readonly formerTitles?: readonly FormerName[];
  readonly element?: string;
  readonly unit?: string;
  readonly pillars: readonly Version<Pillar>[];
  readonly weights: readonly Version<number>[];
  readonly owners: readonly Ownership[];
  readonly pausedUntil?: LocalDate;
  readonly cancellations: readonly Withdrawal[];
  readonly milestones: readonly Milestone[];
  readonly rebaselines: readonly Rebaseline[];
}

export type Initiative = NoInitiative | InitiativeState;

export const noInitiative: Initiative = { status: 'NONE' };

const lastOf = <T>(versions: readonly T[]): T => versions[versions.length - 1]!;

export const pillarOf = (initiative: InitiativeState): Pillar => lastOf(initiative.pillars).value;
export const weightOf = (thing: { readonly weights: readonly Version<number>[] }): number => lastOf(thing.weights).value;
/** The baseline in force. */
export const baselineOf = (milestone: Milestone): LocalDate => lastOf(milestone.baselines).date;

/** The achievement that has not been undone; undefined: none. */
export function standingAchievement(milestone: Milestone): Achievement | undefined {
  const last = milestone.achievements[milestone.achievements.length - 1];
  return last && last.reopenedAt === undefined ? last : undefined;
}

/** The period that has not ended; undefined: none. */
export const openOf = (stretches: readonly Withdrawal[]): Withdrawal | undefined => {
  const last = stretches[stretches.length - 1];
  return last && last.until === undefined ? last : undefined;
};

/** Ends the open period on that day and returns all periods. */
export const ended = (stretches: readonly Withdrawal[], until: LocalDate): readonly Withdrawal[] =>
  stretches.map((stretch) => (stretch.until === undefined ? { ...stretch, until } : stretch));

export const isDescoped = (milestone: Milestone): boolean => openOf(milestone.descopings) !== undefined;
export const isReleased = (milestone: Milestone): boolean => openOf(milestone.releases) !== undefined;

/**
 * The day since which the milestone does not count: the earlier of its own descoping and its initiative's cancellation, if they still hold.
 */
export function withdrawnSince(initiative: InitiativeState, milestone: Milestone): LocalDate | undefined {
  const descoped = openOf(milestone.descopings)?.from;
  const cancelled = openOf(initiative.cancellations)?.from;
  if (descoped === undefined || cancelled === undefined) return descoped ?? cancelled;
  return descoped < cancelled ? descoped : cancelled;
}

/** The owner on a day: the latest recorded assignment that is effective by then; null: nobody. */
export function ownerOn(initiative: InitiativeState, day: LocalDate): string | null {
  for (let i = initiative.owners.length - 1; i >= 0; i--) {
    const ownership = initiative.owners[i]!;
    if (ownership.effectiveOn <= day) return ownership.owner;
  }
  return null;
}

export const pendingRebaseline = (initiative: InitiativeState): Rebaseline | undefined =>
  initiative.rebaselines.find((rebaseline) => rebaseline.state === 'PENDING');
