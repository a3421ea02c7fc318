import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { Circumstances, Decider, Refusal } from '#event-sourcing/commands/decider.js';
import { decideBy, typesIn, type Decisions } from '#event-sourcing/commands/tables.js';
import { firstOf, REASON_LENGTH, reasonCheck, textCheck, titleCheck } from '../checks.js';
import { refuse } from '../refusals.js';
import { charterProgram } from './charter.js';
import type {
  CharterProgram,
  CloseProgram,
  ProgramCommand,
  RenameProgram,
  ReopenProgram,
  ReviseDriftPolicy,
  ReviseObjective,
} from './commands.js';
import type { DriftPolicy, ProgramEvent } from './events.js';
import { correctPhaseEntry, enterPhase, revisePhasePlan } from './gates.js';
import { assignPillarLead, grantRole, revokeRole } from './people.js';
import { policyCheck } from './policy.js';
import { driftPolicy, evolve, noProgram, type Program, type ProgramState } from './state.js';
import { omitNullish } from '../omit-nullish.js';

type Decision = readonly ProgramEvent[] | Refusal;

function renameProgram({ name }: RenameProgram['data'], program: ProgramState): Decision {
  const wrong = titleCheck(name, 'name');
  if (wrong) return wrong;
  return name === program.name ? [] : [{ type: 'ProgramRenamed', data: { name } }];
}

function reviseObjective({ objective, reason }: ReviseObjective['data'], program: ProgramState): Decision {
  const wrong = firstOf(textCheck(objective, REASON_LENGTH, 'objective'), reasonCheck(reason, 'reason'));
  if (wrong) return wrong;
  return objective === program.objective ? [] : [{ type: 'ObjectiveRevised', data: { objective, reason } }];
}

function reviseDriftPolicy(data: ReviseDriftPolicy['data'], program: ProgramState): Decision {
  const { halfLifeDays, planTolerance, lambda, consecutive, behind, ahead, late, reason } = data;
  const before = driftPolicy(program);
  const policy: DriftPolicy = { ...before, ...omitNullish({ halfLifeDays, planTolerance, lambda, consecutive, behind, ahead, late }) };
  const wrong = firstOf(reasonCheck(reason, 'reason'), policyCheck(policy));
  if (wrong) return wrong;
  return canonicalJson(policy) === canonicalJson(before) ? [] : [{ type: 'DriftPolicyRevised', data: { policy, reason } }];
}

const closeProgram = ({ reason }: CloseProgram['data'], program: ProgramState): Decision =>
  reasonCheck(reason, 'reason') ?? (program.status === 'CLOSED' ? [] : [{ type: 'ProgramClosed', data: { reason } }]);

const reopenProgram = ({ reason }: ReopenProgram['data'], program: ProgramState): Decision =>
  reasonCheck(reason, 'reason') ?? (program.status === 'ACTIVE' ? [] : [{ type: 'ProgramReopened', data: { reason } }]);

/** The commands that a closed program accepts: people leave afterwards too, and closing again changes nothing. */
const WHILE_CLOSED: readonly ProgramCommand['type'][] = ['CloseProgram', 'ReopenProgram', 'RevokeRole'];

const decisions: Decisions<Exclude<ProgramCommand, CharterProgram>, ProgramState, ProgramEvent, ProgramState> = {
  RenameProgram: renameProgram,
  ReviseObjective: reviseObjective,
  RevisePhasePlan: revisePhasePlan,
  EnterPhase: enterPhase,
  CorrectPhaseEntry: correctPhaseEntry,
  ReviseDriftPolicy: reviseDriftPolicy,
  AssignPillarLead: assignPillarLead,
  GrantRole: grantRole,
  RevokeRole: revokeRole,
  CloseProgram: closeProgram,
  ReopenProgram: reopenProgram,
};

export const PROGRAM_COMMANDS = typesIn({ CharterProgram: charterProgram, ...decisions } satisfies Record<ProgramCommand['type'], unknown>);

export function decide(command: ProgramCommand, state: Program, _program: Program, at: Circumstances): Decision {
  if (command.type === 'CharterProgram') {
    return state.status === 'NONE' ? charterProgram(command.data) : refuse('PROGRAM_ALREADY_CHARTERED', 'id');
  }
  if (state.status === 'NONE') return refuse('PROGRAM_NOT_FOUND', 'programId');
  if (state.status === 'CLOSED' && !WHILE_CLOSED.includes(command.type)) return refuse('PROGRAM_CLOSED', 'programId');
  return decideBy(decisions, command, state, at, state);
}

export const programDecider: Decider<ProgramCommand, Program, ProgramEvent, Program> = { initialState: noProgram, evolve, decide };
