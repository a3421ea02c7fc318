import type { LocalDate } from '#domain/calendar.js';
import { PILLARS, type Pillar } from '#domain/pillars.js';
import type { PhaseEntry, ProgramState } from '#domain/program/state.js';
import { phasePlan } from '#domain/program/state.js';
import type { PlannedPhase } from '#domain/program/events.js';
import { daysBetween } from '#domain/calendar.js';

/** A phase of the plan in force, with its gate if it was passed. The charter enters the first phase on the start date. */
export interface PhaseView {
  readonly phase: PlannedPhase;
  readonly enteredOn: LocalDate | null;
  readonly entry: PhaseEntry | null;
}

export function phasesOf(program: ProgramState, today: LocalDate): readonly PhaseView[] {
  const entered = new Map(program.entries.filter((entry) => entry.on <= today).map((entry) => [entry.phase, entry]));
  return phasePlan(program).map((phase, index) => {
    const entry = entered.get(phase.key) ?? null;
    const first = index === 0 && program.startsOn <= today ? program.startsOn : null;
    return { phase, entry, enteredOn: entry?.on ?? first };
  });
}

/** The last phase entered by the day; before the start: the first phase. */
export function currentPhase(program: ProgramState, today: LocalDate): PlannedPhase {
  const plan = phasePlan(program);
  const entered = program.entries.filter((entry) => entry.on <= today).at(-1);
  return plan.find((phase) => phase.key === entered?.phase) ?? plan[0]!;
}

/** Days since the planned end of the current phase; 0 if that is in the future. */
export const phaseOverdueDays = (program: ProgramState, today: LocalDate): number =>
  Math.max(0, daysBetween(currentPhase(program, today).endsOn, today));

export interface LeadView {
  readonly pillar: Pillar;
  readonly person: string;
  readonly since: LocalDate;
}

/** The lead of each pillar that has one, in the order of PILLARS: the latest recorded assignment that is effective by the day. */
export const pillarLeads = (program: ProgramState, today: LocalDate): readonly LeadView[] =>
  PILLARS.flatMap((pillar) => {
    const lead = program.leads.findLast((assigned) => assigned.pillar === pillar && assigned.effectiveOn <= today);
    return lead ? [{ pillar, person: lead.person, since: lead.effectiveOn }] : [];
  });
