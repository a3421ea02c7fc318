import { toDay, type DayNumber } from '../../calendar.js';
import type { DriftPolicy, PlannedPhase } from '../../program/events.js';
import { inForce, type ResolvedPerspective } from '../perspective.js';
import type { SweptProgram } from '../swept-program.js';

/** What the program asks for at the end of a day. */
export interface PhaseOnDay {
  /** The last phase entered by then, as its place in the plan. */
  readonly phase: number;
  readonly plan: readonly PlannedPhase[];
  readonly policy: DriftPolicy;
}

/** The first day on which a balance exists: the start, as known then not before the chartering became known. */
export function firstDayOf({ startsOn, charteredOn }: SweptProgram, { then }: ResolvedPerspective): DayNumber {
  return toDay(then && charteredOn > startsOn ? charteredOn : startsOn);
}

/** Whether no balance exists: after the closing day while the program stays closed (as known now: was never reopened). */
export const isClosed = (program: SweptProgram, day: DayNumber, view: ResolvedPerspective): boolean =>
  program.closures.some(({ from, until }) => toDay(from) < day && (until === undefined || (view.then && day < toDay(until))));

/** The phase, plan and policy in force at the end of a day, also while the program is closed. */
export function phaseOn(program: SweptProgram, day: DayNumber, view: ResolvedPerspective): PhaseOnDay {
  const plan = inForce(program.plans, day).value;
  return { phase: phaseEntered(plan, day, view), plan, policy: inForce(program.policies, day).value };
}

/**
 * The last day of what counts as planned for the phases entered: a plan may follow its phase by one half-life, and an overdue gate
 * does not hide what is planned for today. Infinity: in the last phase everything does.
 */
export const planReach = ({ phase, plan, policy }: PhaseOnDay, day: DayNumber): DayNumber =>
  phase === plan.length - 1 ? Infinity : Math.floor(Math.max(toDay(plan[phase]!.endsOn), day) + policy.halfLifeDays);

/** The last entry decides, not the calendar: a gate that is not passed in time does not stop the days, but it keeps the phase. */
function phaseEntered(plan: readonly PlannedPhase[], day: DayNumber, view: ResolvedPerspective): number {
  for (let i = view.gates.length - 1; i >= 0; i--) {
    const gate = view.gates[i]!;
    // A plan of before may not have the phase yet that a later one added.
    const phase = gate.from <= day && day < gate.until ? plan.findIndex(({ key }) => key === gate.phase) : -1;
    if (phase >= 0) return phase;
  }
  return 0;
}
