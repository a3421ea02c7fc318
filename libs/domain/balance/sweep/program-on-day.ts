import { toDay, type DayNumber } from '../../calendar.js';
import type { DriftPolicy, PlannedPhase } from '../../program/events.js';
import { inForce, type ResolvedPerspective } from '../perspective.js';
import type { SweptProgram } from '../swept-program.js';

/** The phase, plan and policy of the program at the end of a day. */
export interface PhaseOnDay {
  /** The index, in the plan, of the last phase entered by then. */
  readonly phase: number;
  readonly plan: readonly PlannedPhase[];
  readonly policy: DriftPolicy;
}

/** The first day with a balance: the start date; under AS_KNOWN_THEN not before the charter became known. */
export function firstDayOf({ startsOn, charteredOn }: SweptProgram, { then }: ResolvedPerspective): DayNumber {
  return toDay(then && charteredOn > startsOn ? charteredOn : startsOn);
}

/**
 * Whether there is no balance because the program is closed: after the closing day until it is reopened (under AS_KNOWN_NOW: if it was
 * never reopened).
 */
export const isClosed = (program: SweptProgram, day: DayNumber, view: ResolvedPerspective): boolean =>
  program.closures.some(({ from, until }) => toDay(from) < day && (until === undefined || (view.then && day < toDay(until))));

/** The phase, plan and policy in force at the end of a day, even while the program is closed. */
export function phaseOn(program: SweptProgram, day: DayNumber, view: ResolvedPerspective): PhaseOnDay {
  const plan = inForce(program.plans, day).value;
  return { phase: phaseEntered(plan, day, view), plan, policy: inForce(program.policies, day).value };
}

/**
 * The last day of what counts as planned for the entered phases: a plan may lag one half-life behind its phase, and an overdue gate does
 * not exclude what is planned for today. Infinity: in the last phase everything counts.
 */
export const planReach = ({ phase, plan, policy }: PhaseOnDay, day: DayNumber): DayNumber =>
  phase === plan.length - 1 ? Infinity : Math.floor(Math.max(toDay(plan[phase]!.endsOn), day) + policy.halfLifeDays);

/** The index of the phase entered last. Entries decide, not the calendar: while a gate is overdue, its phase remains the current one. */
function phaseEntered(plan: readonly PlannedPhase[], day: DayNumber, view: ResolvedPerspective): number {
  for (let i = view.gates.length - 1; i >= 0; i--) {
    const gate = view.gates[i]!;
    // An older plan may lack a phase that a later plan added.
    const phase = gate.from <= day && day < gate.until ? plan.findIndex(({ key }) => key === gate.phase) : -1;
    if (phase >= 0) return phase;
  }
  return 0;
}
