import type { InitiativeState, Milestone } from '#domain/initiative/state.js';
import { baselineOf, standingAchievement, withdrawnSince } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import { daysBetween, later, type LocalDate } from '#domain/calendar.js';

export type MilestoneDisplayState = 'PLANNED' | 'OVERDUE' | 'ACHIEVED' | 'DESCOPED';

/**
 * The displayed state of a milestone: DESCOPED in a cancelled initiative, ACHIEVED if achieved; OVERDUE if neither and its forecast is
 * before today.
 */
export function milestoneState(initiative: InitiativeState, milestone: Milestone, today: LocalDate): MilestoneDisplayState {
  if (standingAchievement(milestone)) return 'ACHIEVED';
  if (withdrawnSince(initiative, milestone) !== undefined) return 'DESCOPED';
  return milestone.forecast < today ? 'OVERDUE' : 'PLANNED';
}

const sorted = new WeakMap<InitiativeState, readonly Milestone[]>();

/** The milestones by baseline in force, then by id. Cached by state: states never change and are requested repeatedly. */
export function milestonesByBaseline(initiative: InitiativeState): readonly Milestone[] {
  let milestones = sorted.get(initiative);
  if (!milestones) {
    milestones = initiative.milestones.toSorted((a, b) => {
      const [dateA, dateB] = [baselineOf(a), baselineOf(b)];
      return dateA < dateB ? -1 : dateA > dateB ? 1 : a.id < b.id ? -1 : 1;
    });
    sorted.set(initiative, milestones);
  }
  return milestones;
}

/**
 * Slip in days against the baseline in force: the achievement date, or, while open, the later of the forecast and today (for a withdrawn
 * milestone that is no longer due: the day since which it is not due), minus the baseline.
 */
export function slipDays(program: ProgramState, initiative: InitiativeState, milestone: Milestone, today: LocalDate): number {
  const until =
    standingAchievement(milestone)?.on ?? noLongerDueSince(program, initiative, milestone, today) ?? later(milestone.forecast, today);
  return daysBetween(baselineOf(milestone), until);
}

/**
 * The day since which a withdrawn milestone is no longer due: the day of its withdrawal if that is before its baseline date, otherwise the
 * day of the re-baseline or gate that released it. undefined: the milestone was not withdrawn, or is still due.
 */
function noLongerDueSince(
  program: ProgramState,
  initiative: InitiativeState,
  milestone: Milestone,
  today: LocalDate,
): LocalDate | undefined {
  const withdrawn = withdrawnSince(initiative, milestone);
  if (withdrawn === undefined || withdrawn < baselineOf(milestone)) return withdrawn;
  const released = milestone.releases.findLast(({ until }) => until === undefined)?.from;
  const gates = [program.startsOn, ...program.entries.map(({ on }) => on)].filter((on) => on > withdrawn && on <= today);
  return [...(released === undefined ? [] : [released]), ...gates].sort()[0];
}
