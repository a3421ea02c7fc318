import fc from 'fast-check';
import { isRefusal, type Circumstances } from '#event-sourcing/commands/decider.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { addDays, type LocalDate } from '../../calendar.js';
import type { InitiativeCommand } from '../../initiative/commands.js';
import { initiativeDecider } from '../../initiative/decide.js';
import type { InitiativeEvent } from '../../initiative/events.js';
import { evolve as evolveInitiative } from '../../initiative/evolve.js';
import { noInitiative, type Initiative } from '../../initiative/state.js';
import { PILLARS } from '../../pillars.js';
import type { PhaseInput, ProgramCommand } from '../../program/commands.js';
import { programDecider } from '../../program/decide.js';
import type { ProgramEvent } from '../../program/events.js';
import { evolve as evolveProgram, noProgram, phasePlan, type Program } from '../../program/state.js';
import { recorded, type History, type Known } from '../../testing/histories.js';
import { phaseInput } from '../../testing/program-history.js';

const START = '2024-01-01';
const END = '2025-12-31';

/** An attempted command, some days after the previous one; the numbers select which command and how much. */
interface Attempt {
  readonly wait: number;
  readonly what: number;
  readonly which: number;
  readonly amount: number;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  // Many attempts on one day: within a day only their order may matter.
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })),
  what: fc.nat({ max: 99 }),
  which: fc.nat({ max: 6 }),
  amount: fc.nat({ max: 100 }),
});

/** Weights that binary floating point cannot hold exactly, and some that are far larger than others. */
const weight = fc.constantFrom(0.1, 0.2, 0.3, 0.7, 1, 1, 2, 3, 9, 1000);

/**
 * Histories that the real deciders accepted; refused attempts are skipped. They contain late charters, gates known late, revised plans and
 * policies, closures, and milestones moved, achieved, reopened, withdrawn, restored and re-baselined.
 */
export const arbitraryHistory: fc.Arbitrary<History> = fc
  .record({
    // With a grid of a fortnight days coincide, and the definitions say on which side such days fall.
    grid: fc.constantFrom(1, 14),
    charteredAfter: fc.constantFrom(0, 0, 0, 42),
    program: fc.array(attempt, { maxLength: 8 }),
    initiatives: fc.array(
      fc.record({
        pillar: fc.constantFrom(...PILLARS),
        weight,
        launchedAfter: fc.oneof(fc.nat({ max: 28 }), fc.nat({ max: 200 })),
        milestones: fc.array(fc.record({ due: fc.oneof(fc.integer({ min: -20, max: 700 }), fc.integer({ min: 0, max: 200 })), weight }), {
          minLength: 1,
          maxLength: 4,
        }),
        attempts: fc.array(attempt, { maxLength: 25 }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ grid, charteredAfter, program, initiatives }) => {
    const snap = (days: number): number => Math.round(days / grid) * grid;
    const programId = uuidFrom('program');
    const charteredOn = addDays(START, charteredAfter);
    const events = programEvents(programId, charteredOn, program, snap);
    const state = recorded(`program-${programId}`, programId, events.slice(0, 2)).reduce<Program>(evolveProgram, noProgram);
    const streams = initiatives.map(({ pillar, weight: own, launchedAfter, milestones, attempts }, index) => {
      const id = uuidFrom('initiative', index);
      const first = { id, programId, pillar, title: id, weight: own };
      const planned = milestones.map(({ due, weight: w }, m) => ({
        id: uuidFrom(id, m),
        title: 'm',
        due: addDays(START, snap(due)),
        weight: w,
      }));
      const launch: InitiativeCommand = { type: 'LaunchInitiative', data: { ...first, milestones: planned } };
      return [id, initiativeEvents(id, programId, state, launch, addDays(charteredOn, snap(launchedAfter)), attempts, snap)] as const;
    });
    return { programId, program: events, initiatives: new Map(streams) };
  });

type Snap = (days: number) => number;

/** The circumstances of an import, which may do everything that a live command may, and more. */
const circumstances = (today: LocalDate, actor: string): Circumstances => ({
  importedFrom: 'history',
  actor,
  commandId: uuidFrom(today, actor),
  occurredAt: `${today}T12:00:00.000Z`,
  today,
});

function programEvents(id: string, charteredOn: LocalDate, attempts: readonly Attempt[], snap: Snap): Known<ProgramEvent>[] {
  const known: Known<ProgramEvent>[] = [];
  let state: Program = noProgram;
  let today = charteredOn;
  const attemptTo = (command: ProgramCommand): void => {
    const decision = programDecider.decide(command, state, state, circumstances(today, 'pmo'));
    if (isRefusal(decision)) return;
    known.push(...decision.map((fact) => ({ on: today, fact })));
    state = recorded(`program-${id}`, id, known).reduce<Program>(evolveProgram, noProgram);
  };
  attemptTo({ type: 'CharterProgram', data: { id, name: 'P', sponsorId: 'ceo', startsOn: START, endsOn: END } });
  for (const { wait, what, which, amount } of attempts) {
    today = addDays(today, snap(wait * 3));
    attemptTo(programCommand(id, state, today, { wait, what, which, amount: snap(amount) }));
  }
  return known;
}

function programCommand(programId: string, state: Program, today: LocalDate, { what, which, amount }: Attempt): ProgramCommand {
  const reason = 'because';
  if (state.status === 'NONE') throw new Error('the charter was refused');
  const plan = phasePlan(state);
  const moved = (): PhaseInput[] => plan.map(phaseInput).map((phase) => ({ ...phase, endsOn: addDays(phase.endsOn, amount - 28) }));
  if (state.status === 'CLOSED') return { type: 'ReopenProgram', data: { programId, reason } };
  const next = plan[plan.findIndex(({ key }) => key === state.entries.at(-1)?.phase) + 1];
  if (what < 60 && next) {
    const phases = which === 0 ? { phases: moved() } : {};
    return { type: 'EnterPhase', data: { programId, phase: next.key, on: addDays(today, -(amount % 42)), ...phases } };
  }
  const entry = state.entries[which % state.entries.length]!;
  if (what < 66)
    return { type: 'CorrectPhaseEntry', data: { programId, phase: entry.phase, on: addDays(entry.on, (amount % 42) - 21), reason } };
  if (what < 75) return { type: 'RevisePhasePlan', data: { programId, phases: moved(), reason } };
  if (what < 90)
    return { type: 'ReviseDriftPolicy', data: { programId, halfLifeDays: 20 + amount, planTolerance: (1 + which) / 7, reason } };
  return { type: 'CloseProgram', data: { programId, reason } };
}

function initiativeEvents(
  id: string,
  programId: string,
  program: Program,
  launch: InitiativeCommand,
  launchedOn: LocalDate,
  attempts: readonly Attempt[],
  snap: Snap,
): Known<InitiativeEvent>[] {
  const known: Known<InitiativeEvent>[] = [];
  let state: Initiative = noInitiative;
  let today = launchedOn;
  const attemptTo = (command: InitiativeCommand, actor = 'pmo'): void => {
    const decision = initiativeDecider.decide(command, state, program, circumstances(today, actor));
    if (isRefusal(decision)) return;
    known.push(...decision.map((fact) => ({ on: today, fact })));
    state = recorded(`initiative-${id}`, programId, known).reduce<Initiative>(evolveInitiative, noInitiative);
  };
  attemptTo(launch);
  for (const [index, one] of attempts.entries()) {
    today = addDays(today, snap(one.wait));
    for (const command of initiativeCommands(id, state, today, { ...one, amount: snap(one.amount) }, index))
      attemptTo(command, command.type === 'ApproveRebaseline' ? 'ceo' : 'pmo');
  }
  return known;
}

function initiativeCommands(
  initiativeId: string,
  state: Initiative,
  today: LocalDate,
  { what, which, amount }: Attempt,
  index: number,
): readonly InitiativeCommand[] {
  if (state.status === 'NONE') return [];
  const reason = 'because';
  const milestoneId = state.milestones[which % state.milestones.length]!.id;
  const of = { initiativeId, milestoneId };
  const day = addDays(today, amount - 42);
  const weightNow = (1 + amount) / 10;
  if (what < 25) return [{ type: 'AchieveMilestone', data: { ...of, achievedOn: addDays(today, -(amount % 28)) } }];
  if (what < 40) return [{ type: 'RescheduleMilestone', data: { ...of, forecast: day, reasonCode: 'ESTIMATE', reason } }];
  if (what < 50) return [{ type: 'DescopeMilestone', data: { ...of, reason } }];
  if (what < 57) return [{ type: 'RestoreMilestone', data: { ...of, reason } }];
  if (what < 64) return [{ type: 'ReopenMilestone', data: { ...of, reason } }];
  if (what < 70) return [{ type: 'ReweighMilestone', data: { ...of, weight: weightNow, reason } }];
  if (what < 80) {
    const rebaselineId = uuidFrom(initiativeId, 'rebaseline', index);
    const propose: InitiativeCommand = { type: 'ProposeRebaseline', data: { initiativeId, id: rebaselineId, reason } };
    return [propose, { type: 'ApproveRebaseline', data: { initiativeId, rebaselineId } }];
  }
  if (what < 84)
    return [
      { type: 'PlanMilestone', data: { initiativeId, id: uuidFrom(initiativeId, 'new', index), title: 'n', due: day, weight: weightNow } },
    ];
  if (what < 88) return [{ type: 'MoveInitiative', data: { initiativeId, pillar: PILLARS[which % 4]!, reason } }];
  if (what < 92) return [{ type: 'ReweighInitiative', data: { initiativeId, weight: weightNow, reason } }];
  if (what < 96) return [{ type: 'CancelInitiative', data: { initiativeId, reason } }];
  return [{ type: 'ReopenInitiative', data: { initiativeId, reason } }];
}
