import { toDay, type DayNumber } from '../calendar.js';
import type { DriftPolicy, PlannedPhase } from '../program/events.js';
import { inForce, type View } from './perspective.js';
import type { SweptProgram } from './swept-program.js';

/** What the program asks for at the end of a day. */
export interface ProgramOnDay {
  /** The last phase entered by then, as its place in the plan. */
  readonly phase: number;
  readonly plan: readonly PlannedPhase[];
  readonly policy: DriftPolicy;
}

/**
 * The program at the end of a day; undefined where no balance exists: before the start, as known then before the chartering
 * became known, after the closing day while it stays closed (as known now: never reopened).
 */
export function programOn(program: SweptProgram, day: DayNumber, view: View): ProgramOnDay | undefined {
  if (day < toDay(program.startsOn) || (view.then && day < toDay(program.charteredOn)) || isClosed(program, day, view)) return undefined;
  const plan = inForce(program.plans, day).value;
  return { phase: phaseOn(plan, day, view), plan, policy: inForce(program.policies, day).value };
}

const isClosed = (program: SweptProgram, day: DayNumber, view: View): boolean =>
  program.closures.some(({ from, until }) => toDay(from) < day && (until === undefined || (view.then && day < toDay(until))));

/** The last entry decides, not the calendar: a gate that is not passed in time does not stop the days, but it keeps the phase. */
function phaseOn(plan: readonly PlannedPhase[], day: DayNumber, view: View): number {
  for (let i = view.gates.length - 1; i >= 0; i--) {
    const gate = view.gates[i]!;
    // A plan of before may not have the phase yet that a later one added.
    const phase = gate.from <= day ? plan.findIndex(({ key }) => key === gate.phase) : -1;
    if (phase >= 0) return phase;
  }
  return 0;
}
