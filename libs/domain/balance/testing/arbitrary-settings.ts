import fc from 'fast-check';
import { isRefusal, type Circumstances } from '#event-sourcing/commands/decider.js';
import type { Fact } from '#event-sourcing/event.js';
import { addDays, type LocalDate } from '../../calendar.js';
import type { InitiativeCommand } from '../../initiative/commands.js';
import { initiativeDecider } from '../../initiative/decide.js';
import type { InitiativeEvent } from '../../initiative/events.js';
import type { PillarValuesInput, ProgramCommand, ReviseDriftPolicy } from '../../program/commands.js';
import { programDecider } from '../../program/decide.js';
import type { DriftPolicy, ProgramEvent } from '../../program/events.js';
import { phasePlan } from '../../program/state.js';
import { foldedBy, type History, type Known } from '../../testing/histories.js';
import { phaseInput } from '../../testing/program-history.js';
import { arbitraryHistory } from './arbitrary-history.js';

/** Numbers that people write, numbers near the limits of doubles, and NaN and infinities. */
const number = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0.05, 0.1, 0.5, 1, 2, 7, 52, 100, 36_500),
  fc.constantFrom(5e-324, 1e-310, 1e-200, 1e-12, 1e-6),
  fc.constantFrom(1e6, 1e200, Number.MAX_VALUE, Infinity, NaN, 0, -0, -1),
);
const bounds = fc.record({ opensAt: number, closesAt: number });

const parameters = {
  halfLifeDays: number,
  planTolerance: number,
  lambda: number,
  consecutive: number,
  behind: bounds,
  ahead: bounds,
  late: bounds,
};

/** Any policy, including those that no command would accept. */
export const arbitraryPolicy: fc.Arbitrary<DriftPolicy> = fc.record(parameters);

/** Settings to try on a program, and changed weights for its initiatives and milestones. */
export interface Settings {
  readonly policies: readonly Partial<Omit<ReviseDriftPolicy['data'], 'programId' | 'reason'>>[];
  readonly emphasis: readonly PillarValuesInput[];
  readonly weights: readonly number[];
}

const arbitrarySettings: fc.Arbitrary<Settings> = fc.record({
  // One parameter at a time: if many changed at once, one refused value would have all of them refused.
  policies: fc.array(fc.oneof(...Object.entries(parameters).map(([name, value]) => fc.record({ [name]: value }))), { maxLength: 14 }),
  emphasis: fc.array(fc.record({ leadership: number, culture: number, process: number, technology: number }), {
    minLength: 1,
    maxLength: 4,
  }),
  weights: fc.array(number, { minLength: 1, maxLength: 6 }),
});

/** A history extended by every setting that its commands accept, one a day, and the number accepted. */
export interface SetHistory {
  readonly history: History;
  /** The days of the settings, in order. */
  readonly setOn: readonly LocalDate[];
  readonly accepted: number;
}

export const arbitrarySetHistory: fc.Arbitrary<SetHistory> = fc.tuple(arbitraryHistory, arbitrarySettings).map(([history, settings]) => {
  const { policies, emphasis, weights } = settings;
  const last = lastDay(history);
  const setOn = Array.from({ length: policies.length + emphasis.length }, (_, i) => addDays(last, i + 1));
  const initiatives = new Map([...history.initiatives].map(([id, known]) => [id, reweighed(history, id, known, setOn[0]!, weights)]));
  const program = policies.reduce((known, policy, i) => revised(history, known, setOn[i]!, policy), history.program);
  const planned = emphasis.reduce((known, shares, i) => rephased(history, known, setOn[policies.length + i]!, shares), program);
  const all = (some: History): number => some.program.length + [...some.initiatives.values()].flat().length;
  const set = { ...history, program: planned, initiatives };
  return { history: set, setOn, accepted: all(set) - all(history) };
});

const reason = 'because';
const at = (today: LocalDate): Circumstances => ({ actor: 'pmo', commandId: today, occurredAt: `${today}T12:00:00.000Z`, today });

const lastDay = ({ program, initiatives }: History): LocalDate =>
  [program, ...initiatives.values()].flatMap((known) => known.map(({ on }) => on)).reduce((a, b) => (a > b ? a : b));

const accepted = <F extends Fact>(known: readonly Known<F>[], on: LocalDate, decision: readonly F[] | object): readonly Known<F>[] =>
  isRefusal(decision) ? known : [...known, ...(decision as readonly F[]).map((fact) => ({ on, fact }))];

function programTried(history: History, known: readonly Known<ProgramEvent>[], on: LocalDate, command: ProgramCommand) {
  const { program } = foldedBy({ ...history, program: known })!;
  return accepted(known, on, programDecider.decide(command, program, program, at(on)));
}

const revised = (history: History, known: readonly Known<ProgramEvent>[], on: LocalDate, policy: Settings['policies'][number]) =>
  programTried(history, known, on, { type: 'ReviseDriftPolicy', data: { programId: history.programId, reason, ...policy } });

function rephased(history: History, known: readonly Known<ProgramEvent>[], on: LocalDate, emphasis: PillarValuesInput) {
  const { program } = foldedBy({ ...history, program: known })!;
  const phases = phasePlan(program).map((phase) => ({ ...phaseInput(phase), emphasis }));
  return programTried(history, known, on, { type: 'RevisePhasePlan', data: { programId: history.programId, phases, reason } });
}

/** The initiative and its milestones, each with the next of the given weights. */
function reweighed(
  history: History,
  id: string,
  known: readonly Known<InitiativeEvent>[],
  on: LocalDate,
  weights: readonly number[],
): readonly Known<InitiativeEvent>[] {
  const folded = foldedBy({ ...history, initiatives: new Map([[id, known]]) })!;
  const [initiative] = folded.initiatives;
  if (!initiative) return known;
  const commands: InitiativeCommand[] = [
    { type: 'ReweighInitiative', data: { initiativeId: id, weight: weights[0]!, reason } },
    ...initiative.milestones.map((milestone, i): InitiativeCommand => {
      const weight = weights[(i + 1) % weights.length]!;
      return { type: 'ReweighMilestone', data: { initiativeId: id, milestoneId: milestone.id, weight, reason } };
    }),
  ];
  return commands.reduce((so, command) => accepted(so, on, initiativeDecider.decide(command, initiative, folded.program, at(on))), known);
}
