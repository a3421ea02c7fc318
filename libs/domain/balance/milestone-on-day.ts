import { toDay, type DayNumber, type LocalDate } from '../calendar.js';
import type { InitiativeState, Milestone, Withdrawal } from '../initiative/state.js';
import { countsFrom, inForce, type Gate, type View } from './perspective.js';

/** A milestone in scope at the end of a day. */
export interface CountedMilestone {
  /** Raw: before its initiative's weight is shared out. */
  readonly weight: number;
  readonly baseline: DayNumber;
  readonly forecast: DayNumber;
  readonly achievedOn: DayNumber | undefined;
}

/** The milestone as it counts at the end of a day; undefined: it is not in scope. */
export function milestoneOn(initiative: InitiativeState, milestone: Milestone, day: DayNumber, view: View): CountedMilestone | undefined {
  if (!isPlanned(milestone, day, view)) return undefined;
  const baseline = toDay(inForce(milestone.baselines, day).date);
  const achievedOn = achievedBy(milestone, day, view);
  if (achievedOn === undefined) {
    const withdrawn = withdrawnBy(initiative, milestone, day);
    if (withdrawn !== undefined && (withdrawn < baseline || isReleased(milestone, withdrawn, day, view.gates))) return undefined;
  }
  return { weight: inForce(milestone.weights, day).value, baseline, forecast: forecastOn(milestone, day), achievedOn };
}

/** As known now a plan reaches back to the start. */
export const isPlanned = (milestone: Milestone, day: DayNumber, view: View): boolean => !view.then || toDay(milestone.plannedOn) <= day;

/** The date of the achievement that counts. As known now, one that was reopened never counted. */
export function achievedBy(milestone: Milestone, day: DayNumber, view: View): DayNumber | undefined {
  for (let i = milestone.achievements.length - 1; i >= 0; i--) {
    const { on, known, reopenedOn } = milestone.achievements[i]!;
    const stands = reopenedOn === undefined || (view.then && day < toDay(reopenedOn));
    if (stands && countsFrom(view.then, on, known) <= day) return toDay(on);
  }
  return undefined;
}

/** Since when it has been withdrawn: descoped, or its initiative cancelled, the earlier of those that stand. */
export function withdrawnBy(initiative: InitiativeState, milestone: Milestone, day: DayNumber): DayNumber | undefined {
  const descoped = standing(milestone.descopings, day);
  const cancelled = standing(initiative.cancellations, day);
  if (descoped === undefined || cancelled === undefined) return descoped ?? cancelled;
  return Math.min(descoped, cancelled);
}

/** What was due when it was withdrawn is owed until an approved re-baseline or a gate of a later day releases it. */
function isReleased(milestone: Milestone, withdrawn: DayNumber, day: DayNumber, gates: readonly Gate[]): boolean {
  return standing(milestone.releases, day) !== undefined || gates.some((gate) => gate.on > withdrawn && gate.from <= day);
}

/** The day on which the stretch began that a day lies in. */
function standing(stretches: readonly Withdrawal[], day: DayNumber): DayNumber | undefined {
  for (const { from, until } of stretches) if (toDay(from) <= day && (until === undefined || day < toDay(until))) return toDay(from);
  return undefined;
}

export function forecastOn(milestone: Milestone, day: DayNumber): DayNumber {
  for (let i = milestone.reschedules.length - 1; i >= 0; i--) {
    const { since, to } = milestone.reschedules[i]!;
    if (toDay(since) <= day) return toDay(to);
  }
  return toDay(milestone.baselines[0]!.date);
}

/** Calls back with every day, in no order, on which `milestoneOn` or the passing of the forecast may give something new. */
export function changesOf(initiative: InitiativeState, milestone: Milestone, view: View, on: (day: DayNumber) => void): void {
  const at = (date: LocalDate): void => on(toDay(date));
  if (view.then) at(milestone.plannedOn);
  at(milestone.baselines[0]!.date);
  for (let i = 1; i < milestone.baselines.length; i++) at(milestone.baselines[i]!.since);
  for (let i = 1; i < milestone.weights.length; i++) at(milestone.weights[i]!.since);
  for (const { since, to } of milestone.reschedules) {
    at(since);
    at(to);
  }
  for (const { on: own, known, reopenedOn } of milestone.achievements) {
    on(countsFrom(view.then, own, known));
    if (reopenedOn !== undefined) at(reopenedOn);
  }
  if (milestone.descopings.length === 0 && initiative.cancellations.length === 0) return;
  for (const stretches of [milestone.descopings, initiative.cancellations, milestone.releases])
    for (const { from, until } of stretches) {
      at(from);
      if (until !== undefined) at(until);
    }
  for (const gate of view.gates) on(gate.from);
}
