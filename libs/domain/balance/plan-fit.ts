import type { DayNumber } from '../calendar.js';
import type { PhaseDemand } from './sweep/phase-demand.js';
import { TOLERANCE, isNothing } from './tolerance.js';

/** Whether the plan follows the phase: docs/balance.md, “Plan”. Values v, and the planned share of what the phases require. */
export interface PlanFit {
  readonly planned: number;
  readonly asked: number;
  /** The planned share of what the phases require; 1: the plan has enough. */
  readonly fit: number;
  /** The day since which the phases have required more than is planned now; undefined: they do not. */
  readonly planSchedule: DayNumber | undefined;
  /** (1 − fit) · the days since then: zero on the day on which more is required, growing afterwards. */
  readonly planDays: number;
}

/** @param sum Σv of what is planned for the pillar with that index */
export function planFit(pillar: number, sum: number, demand: PhaseDemand, day: DayNumber): PlanFit {
  const planned = isNothing(sum, demand.total) ? 0 : sum;
  const asked = demand.asked[pillar]!;
  const fit = fitOf(planned, demand.wants[pillar]!);
  if (fit === 1) return { planned, asked, fit, planSchedule: undefined, planDays: 0 };
  const planSchedule = demand.wantedMoreSince(pillar, planned + TOLERANCE * demand.total);
  return { planned, asked, fit, planSchedule, planDays: (1 - fit) * (day - planSchedule) };
}

function fitOf(planned: number, wants: number): number {
  if (wants === 0) return 1;
  if (wants === Infinity) return planned === 0 ? 0 : 1;
  const fit = planned / wants;
  return fit >= 1 - TOLERANCE ? 1 : fit;
}
