import type { RescheduleReason } from '#domain/initiative/events.js';
import {
  baselineOf,
  ownerOn,
  pillarOf,
  standingAchievement,
  weightOf,
  type InitiativeState,
  type Milestone,
} from '#domain/initiative/state.js';
import type { LocalDate } from '#domain/calendar.js';
import type { Pillar } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import { milestoneState, slipDays, type MilestoneDisplayState } from '../milestones/milestone-view.js';

/** A milestone as one flat row: everything that its columns show, as of `today` in its program's zone. */
export interface FlatMilestone {
  readonly id: string;
  readonly initiativeId: string;
  readonly initiativeTitle: string;
  readonly programId: string;
  readonly programName: string;
  readonly pillar: Pillar;
  readonly element: string | null;
  readonly unit: string | null;
  /** The owner's person id; null: nobody. */
  readonly owner: string | null;
  readonly title: string;
  readonly weight: number;
  readonly state: MilestoneDisplayState;
  readonly originalBaseline: LocalDate;
  readonly baseline: LocalDate;
  readonly forecast: LocalDate;
  readonly forecastConfirmedAt: string | null;
  readonly achievedOn: LocalDate | null;
  readonly slipDays: number;
  /** How often the forecast was moved, and the reason of the last time. */
  readonly reschedules: number;
  readonly lastReason: RescheduleReason | null;
}

/** Makes the row of a milestone. */
export function flatMilestone(program: ProgramState, initiative: InitiativeState, milestone: Milestone, today: LocalDate): FlatMilestone {
  return {
    id: milestone.id,
    initiativeId: initiative.id,
    initiativeTitle: initiative.title,
    programId: program.id,
    programName: program.name,
    pillar: pillarOf(initiative),
    element: initiative.element ?? null,
    unit: initiative.unit ?? null,
    owner: ownerOn(initiative, today),
    title: milestone.title,
    weight: weightOf(milestone),
    state: milestoneState(initiative, milestone, today),
    originalBaseline: milestone.baselines[0]!.date,
    baseline: baselineOf(milestone),
    forecast: milestone.forecast,
    forecastConfirmedAt: milestone.forecastConfirmedAt ?? null,
    achievedOn: standingAchievement(milestone)?.on ?? null,
    slipDays: slipDays(program, initiative, milestone, today),
    reschedules: milestone.reschedules.length,
    lastReason: milestone.reschedules.at(-1)?.reasonCode ?? null,
  };
}
