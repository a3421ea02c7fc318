import type { Balance, Perspective } from '#domain/balance/balance.js';
import { sweeping } from '#domain/balance/sweep/sweep.js';
import { addDays, type LocalDate } from '#domain/calendar.js';
import { ownerOn, type InitiativeState } from '#domain/initiative/state.js';
import type { Pillar, PillarShares } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import type { Steps } from '#domain/steps.js';
import type { ProgramWithInitiatives } from '../balance/program-with-initiatives.js';
import { milestoneState } from '../milestones/milestone-view.js';
import { currentPhase, phaseOverdueDays } from '../programs/program-view.js';

/** How many weeks a row looks back. */
export const TREND_WEEKS = 13;

/** The planned end of the current phase: the gate into the next one or, in the last phase, the end of the program. */
export interface NextGate {
  readonly phaseKey: string;
  readonly phaseName: string;
  readonly endsOn: LocalDate;
  /** Days since the planned end; 0 before it. */
  readonly daysOver: number;
}

/** One program of a portfolio. What is null does not exist: there is no balance before the start and after the close. */
export interface PortfolioRow {
  readonly programId: string;
  readonly name: string;
  readonly status: ProgramState['status'];
  /** Today in the program's time zone, or on the day of the as-of point. */
  readonly on: LocalDate;
  readonly d: number | null;
  readonly t: number | null;
  /** The grade, 1 to 10. */
  readonly level: number | null;
  /** Whether no baseline has been due so far: then there is no grade to speak of. */
  readonly nothingDueYet: boolean;
  readonly weakest: Pillar | null;
  readonly standing: PillarShares | null;
  /** The days by which each pillar is behind, negative if ahead. */
  readonly behindDays: PillarShares | null;
  /** D thirteen weeks ago, then each week up to today: fourteen values. */
  readonly trend: readonly (number | null)[];
  readonly openDrift: number;
  /** null: the program is closed. */
  readonly nextGate: NextGate | null;
  /** How many milestones are overdue. */
  readonly overdue: number;
  /** How many active or paused initiatives nobody owns. */
  readonly unowned: number;
  /** The instant at which the last change became known that was not made by the weekly evaluation and its alarm. */
  readonly lastUpdate: string | null;
}

/** What a row says beyond the program's state and that of its initiatives. */
export type Beside = Pick<PortfolioRow, 'openDrift' | 'lastUpdate'>;

/** Makes the row of a program in one sweep over the weeks of its trend. */
export function* rowing(
  { program, initiatives }: ProgramWithInitiatives,
  on: LocalDate,
  perspective: Perspective,
  beside: Beside,
): Steps<PortfolioRow> {
  const dates = Array.from({ length: TREND_WEEKS + 1 }, (_, week) => addDays(on, 7 * (week - TREND_WEEKS)));
  const balances = yield* sweeping(program, initiatives, dates, perspective);
  const last = balances.at(-1) ?? null;
  const { id: programId, name, status } = program;
  return {
    ...{ programId, name, status, on },
    ...{ d: last?.d ?? null, t: last?.t ?? null, level: last?.level ?? null },
    nothingDueYet: last?.nothingDueYet ?? false,
    weakest: last?.weakest ?? null,
    standing: last && standingOf(last),
    behindDays: last && behindDaysOf(last),
    trend: balances.map((balance) => balance?.d ?? null),
    openDrift: beside.openDrift,
    nextGate: status === 'CLOSED' ? null : nextGate(program, on),
    overdue: overdueIn(initiatives, on),
    unowned: initiatives.filter((initiative) => isOpen(initiative) && ownerOn(initiative, on) === null).length,
    lastUpdate: beside.lastUpdate,
  };
}

/** The standing of the four pillars. */
export function standingOf({ pillars: [l, c, p, t] }: Balance): PillarShares {
  return [l!.standing, c!.standing, p!.standing, t!.standing];
}

function behindDaysOf({ pillars: [l, c, p, t] }: Balance): PillarShares {
  return [l!.behindDays, c!.behindDays, p!.behindDays, t!.behindDays];
}

function nextGate(program: ProgramState, on: LocalDate): NextGate {
  const { key: phaseKey, name: phaseName, endsOn } = currentPhase(program, on);
  return { phaseKey, phaseName, endsOn, daysOver: phaseOverdueDays(program, on) };
}

const isOpen = ({ status }: InitiativeState): boolean => status === 'ACTIVE' || status === 'PAUSED';

function overdueIn(initiatives: readonly InitiativeState[], on: LocalDate): number {
  let count = 0;
  for (const initiative of initiatives)
    for (const milestone of initiative.milestones) if (milestoneState(initiative, milestone, on) === 'OVERDUE') count++;
  return count;
}
