import type { LocalDate } from '#domain/calendar.js';
import { baselineOf, ownerOn, pendingRebaseline, pillarOf, weightOf, type InitiativeState } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import { milestoneState, type MilestoneDisplayState } from '../milestones/milestone-view.js';

/** An initiative as one flat row: everything that its columns show, as of `today` in its program's zone. */
export interface FlatInitiative {
  readonly id: string;
  readonly title: string;
  readonly programId: string;
  readonly programName: string;
  readonly pillar: Pillar;
  readonly element: string | null;
  readonly unit: string | null;
  readonly owner: string | null;
  readonly status: InitiativeState['status'];
  readonly weight: number;
  readonly launchedOn: LocalDate;
  /** How many milestones it has in each state. */
  readonly milestones: Readonly<Record<MilestoneDisplayState, number>>;
  /** Of its milestones that are neither achieved nor withdrawn: the soonest forecast and the latest baseline and forecast. */
  readonly nextForecast: LocalDate | null;
  readonly lastBaseline: LocalDate | null;
  readonly lastForecast: LocalDate | null;
  readonly hasPendingRebaseline: boolean;
}

export function flatInitiative(program: ProgramState, initiative: InitiativeState, today: LocalDate): FlatInitiative {
  const milestones = { PLANNED: 0, OVERDUE: 0, ACHIEVED: 0, DESCOPED: 0 };
  const forecasts: LocalDate[] = [];
  const baselines: LocalDate[] = [];
  for (const milestone of initiative.milestones) {
    const state = milestoneState(initiative, milestone, today);
    milestones[state] += 1;
    if (state === 'ACHIEVED' || state === 'DESCOPED') continue;
    forecasts.push(milestone.forecast);
    baselines.push(baselineOf(milestone));
  }
  forecasts.sort();
  baselines.sort();
  return {
    id: initiative.id,
    title: initiative.title,
    programId: program.id,
    programName: program.name,
    pillar: pillarOf(initiative),
    element: initiative.element ?? null,
    unit: initiative.unit ?? null,
    owner: ownerOn(initiative, today),
    status: initiative.status,
    weight: weightOf(initiative),
    launchedOn: initiative.launchedOn,
    milestones,
    nextForecast: forecasts[0] ?? null,
    lastBaseline: baselines.at(-1) ?? null,
    lastForecast: forecasts.at(-1) ?? null,
    hasPendingRebaseline: pendingRebaseline(initiative) !== undefined,
  };
}
