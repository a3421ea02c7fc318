import { addDays, dateAt, later, type LocalDate, sundays } from '#domain/calendar.js';
import { defaultPhases } from '#domain/program/phases.js';
import type { HistoryPhase } from './phases.js';
import { endOfDay, startOfDay } from '#domain/end-of-day.js';

/** A line in the form of `importStatusLines`. */
export type ImportLine = Readonly<Record<string, unknown>>;

export interface ProgramOfHistory {
  readonly name: string;
  /** The sponsor, who is also the actor of the charter and its gates. */
  readonly actor: string;
  /** The instants of the first and the last line. */
  readonly first: string;
  readonly last: string;
  /** The IANA name of the time zone of the history's days. */
  readonly timeZone: string;
  /** The phases; default: four equal ones from the first to the last line, each entered on its planned date. */
  readonly phases?: readonly HistoryPhase[];
}

/** A default plan has four phases of at least one day. */
const SHORTEST_PLAN_DAYS = 4;

/** Lines for the program itself: its charter, then its gates in order. */
export const programLines = (program: ProgramOfHistory): ImportLine[] =>
  program.phases ? given(program, program.phases) : byDefault(program);

/** An evaluation line for each Sunday from the start of the program up to its last line. */
export const evaluationLines = (program: ProgramOfHistory, now: string): ImportLine[] =>
  sundays(startOf(program), dateAt(program.last, program.timeZone))
    .map((on) => ({ at: endOfDay(on, program.timeZone), kind: 'evaluate', actor: program.actor, on }))
    .filter(({ at }) => at <= now);

/** The day on which the program starts: when its first phase was entered; without phases, the day of the first line. */
const startOf = ({ first, timeZone, phases }: ProgramOfHistory): LocalDate => phases?.[0]?.enteredOn ?? dateAt(first, timeZone);

function byDefault(program: ProgramOfHistory): ImportLine[] {
  const { name, actor, last, timeZone } = program;
  const startsOn = startOf(program);
  const endsOn = later(dateAt(last, timeZone), addDays(startsOn, SHORTEST_PLAN_DAYS));
  const phases = defaultPhases(startsOn, endsOn);
  // Each gate is planned for the day on which the previous phase ends.
  const entries = phases.slice(1).map(({ key }, i) => ({ key, on: phases[i]!.endsOn }));
  return [charter(program, { name, sponsorId: actor, startsOn, endsOn }), ...entries.map(({ key, on }) => gate(key, on, program))];
}

function given(program: ProgramOfHistory, phases: readonly HistoryPhase[]): ImportLine[] {
  const { name, actor } = program;
  const plan = phases.map(({ key, name, endsOn, emphasis }) => ({ key, name, endsOn, emphasis }));
  const entered = phases.slice(1).flatMap(({ key, enteredOn }) => (enteredOn ? [gate(key, enteredOn, program)] : []));
  return [charter(program, { name, sponsorId: actor, startsOn: startOf(program), phases: plan }), ...entered];
}

/** The charter line. It is dated at the start of the program's first day, but not after the first line. */
function charter(program: ProgramOfHistory, input: ImportLine): ImportLine {
  const { first, actor, timeZone } = program;
  const start = startOfDay(startOf(program), timeZone);
  return { at: start < first ? start : first, kind: 'charter', actor, ...input, timeZone };
}

const gate = (phase: string, on: LocalDate, { actor, timeZone }: ProgramOfHistory): ImportLine => ({
  at: startOfDay(on, timeZone),
  kind: 'enterPhase',
  actor,
  phase,
  on,
});
