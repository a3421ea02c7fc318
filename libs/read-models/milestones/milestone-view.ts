import type { InitiativeState, Milestone } from '#domain/initiative/state.js';
import { baselineOf, standingAchievement, withdrawnSince } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import { daysBetween, later, type LocalDate } from '#domain/calendar.js';

export type MilestoneDisplayState = 'PLANNED' | 'OVERDUE' | 'ACHIEVED' | 'DESCOPED';

/** Those of a cancelled initiative show DESCOPED, achieved ones ACHIEVED; OVERDUE: neither, and its forecast is before today. */
export function milestoneState(initiative: InitiativeState, milestone: Milestone, today: LocalDate): MilestoneDisplayState {
  if (standingAchievement(milestone)) return 'ACHIEVED';
  if (withdrawnSince(initiative, milestone) !== undefined) return 'DESCOPED';
  return milestone.forecast < today ? 'OVERDUE' : 'PLANNED';
}

const sorted = new WeakMap<InitiativeState, readonly Milestone[]>();

/** By baseline in force, then by id. States never change, and the same one is asked for again and again: sorted once. */
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

/** Days: (achieved, else the later of forecast and today; withdrawn and no longer due: the day it ceased to be due) − baseline in force. */
export function slipDays(program: ProgramState, initiative: InitiativeState, milestone: Milestone, today: LocalDate): number {
  const until =
    standingAchievement(milestone)?.on ?? noLongerDueSince(program, initiative, milestone, today) ?? later(milestone.forecast, today);
  return daysBetween(baselineOf(milestone), until);
}

/**
 * Since when nothing is owed of a withdrawn milestone: withdrawn before its baseline date, that day; else the day of the
 * re-baseline or gate that released it. undefined: it counts, or is still due.
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
