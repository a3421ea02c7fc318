import type { Circumstances, Decider, Refusal } from '#event-sourcing/commands/decider.js';
import { decideBy, typesIn, type Decisions } from '#event-sourcing/commands/tables.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { RULE } from '../balance/balance.js';
import { inForce } from '../balance/perspective.js';
import { daysBetween, toDay } from '../calendar.js';
import { dateCheck } from '../checks.js';
import type { Program, ProgramState } from '../program/state.js';
import { refuse, type RefusalCode } from '../refusals.js';
import type { EvaluateBalance, EvaluationCommand } from './commands.js';
import type { EvaluationEvent } from './events.js';
import { read, signalKey, signalsOf, type EvaluationContext } from './signals.js';
import { counts, evolve, neverEvaluated, type EvaluationState } from './state.js';

type Decision = readonly EvaluationEvent[] | Refusal<RefusalCode>;

/** Records an evaluation. Each must be on a later date than the last; the same date again changes nothing. */
function evaluateBalance(data: EvaluateBalance['data'], state: EvaluationState, at: Circumstances, program: Program): Decision {
  if (program.status === 'NONE') return refuse('PROGRAM_NOT_FOUND', 'programId');
  const wrong = dateCheck(data.on, 'on');
  if (wrong) return wrong;
  if (program.status === 'CLOSED') return refuse('PROGRAM_CLOSED', 'programId');
  if (data.on > at.today) return refuse('DATE_IN_FUTURE', 'on');
  if (data.on < program.startsOn) return refuse('EVALUATION_BEFORE_START', 'on');
  if (state.status === 'EVALUATED' && data.on === state.on) return [];
  if (state.status === 'EVALUATED' && data.on < state.on) return refuse('EVALUATION_NOT_LATER', 'on');
  return evaluate(data, state, program, at);
}

function evaluate(
  { programId, on, balance, milestones }: EvaluateBalance['data'],
  state: EvaluationState,
  program: ProgramState,
  at: Circumstances,
): Decision {
  if (!balance || !milestones) return refuse('NO_BALANCE_THEN', 'on');
  const policy = inForce(program.policies, toDay(on)).value;
  const occasion: EvaluationContext = {
    // The id of the evaluation's event, which is the first event of its command.
    evaluationId: uuidFrom(`evaluation-${programId}`, at.commandId, 0),
    days: state.status === 'NONE' ? 0 : daysBetween(state.on, on),
    counted: counts(state, on),
    policy,
  };
  const before = state.status === 'NONE' ? {} : state.signals;
  const signals = signalsOf(balance).map((signal) => read(signal, before[signalKey(signal)], occasion));
  return [{ type: 'BalanceEvaluated', data: { on, balance, signals, milestones, policy, rule: RULE } }];
}

const decisions: Decisions<EvaluationCommand, EvaluationState, EvaluationEvent, Program, RefusalCode> = {
  EvaluateBalance: evaluateBalance,
};

export const EVALUATION_COMMANDS = typesIn(decisions);

export const decide = (command: EvaluationCommand, state: EvaluationState, program: Program, at: Circumstances): Decision =>
  decideBy(decisions, command, state, at, program);

export const evaluationDecider: Decider<EvaluationCommand, EvaluationState, EvaluationEvent, Program> = {
  initialState: neverEvaluated,
  evolve,
  decide,
};
