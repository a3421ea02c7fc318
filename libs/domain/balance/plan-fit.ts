import type { PlannedPhase } from '../program/events.js';
import type { PillarSums } from './pillar-sums.js';
import { TOLERANCE, isNothing } from './tolerance.js';

/** Does the plan follow the phase? Values v, and the share of what the phases ask that is planned for. */
export interface PlanFit {
  readonly planned: number;
  readonly asked: number;
  /** 1: enough. */
  readonly fit: number;
}

/**
 * One for each pillar. Each phase entered asks of a pillar its share of all that lies in that phase.
 * @param phases those entered: 1..k of the plan
 * @param total Σv of the program
 */
export function planFits(pillars: readonly PillarSums[], phases: readonly PlannedPhase[], tolerance: number, total: number): PlanFit[] {
  const asked = [0, 0, 0, 0];
  let before = 0;
  for (let phase = 0; phase < phases.length; phase++) {
    let upTo = 0;
    for (const pillar of pillars) upTo += pillar.upToPhase[phase]!;
    for (let i = 0; i < asked.length; i++) asked[i]! += phases[phase]!.emphasis[i]! * (upTo - before);
    before = upTo;
  }
  return pillars.map((pillar, i) => fitOf(pillar.upToPhase[phases.length - 1]!, asked[i]!, tolerance, total));
}

function fitOf(planned: number, asked: number, tolerance: number, total: number): PlanFit {
  const some = isNothing(planned, total) ? 0 : planned;
  if (isNothing(asked, total)) return { planned: some, asked: 0, fit: 1 };
  const fit = some / (tolerance * asked);
  return { planned: some, asked, fit: fit >= 1 - TOLERANCE ? 1 : fit };
}
