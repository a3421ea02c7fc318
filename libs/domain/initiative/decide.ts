import type { Circumstances, Decider, Refusal } from '#event-sourcing/commands/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import { decideBy, typesIn, type Decisions } from '#event-sourcing/commands/tables.js';
import type { Program, ProgramState } from '../program/state.js';
import { refuse } from '../refusals.js';
import type {
  AchieveMilestone,
  ConfirmForecast,
  InitiativeCommand,
  LaunchInitiative,
  RecordStatusLine,
  RescheduleMilestone,
} from './commands.js';
import type { InitiativeEvent } from './events.js';
import { launchInitiative } from './launch.js';
import { cancelInitiative, completeInitiative, endedRefusal, pauseInitiative, reopenInitiative, resumeInitiative } from './lifecycle.js';
import {
  achieveMilestone,
  confirmForecast,
  descopeMilestone,
  planMilestone,
  reopenMilestone,
  rescheduleMilestone,
  restoreMilestone,
  retitleMilestone,
  reweighMilestone,
} from './milestones/milestones.js';
import { assignOwner, moveInitiative, retitleInitiative, reweighInitiative } from './placement.js';
import { approveRebaseline, proposeRebaseline, rejectRebaseline } from './rebaselines/rebaseline.js';
import { recordStatusLine } from './status-lines/record-status-line.js';
import { evolve } from './evolve.js';
import { type Initiative, type InitiativeState, noInitiative } from './state.js';
import { warningsOf } from './milestones/warnings.js';
import { updateMilestones } from './milestones/update-milestones.js';

type Decision = readonly InitiativeEvent[] | Refusal;

/** Commands that an ended initiative still accepts: changes of status, and re-baselines. */
const alsoOnEnded = {
  PauseInitiative: pauseInitiative,
  ResumeInitiative: resumeInitiative,
  CompleteInitiative: completeInitiative,
  CancelInitiative: cancelInitiative,
  ReopenInitiative: reopenInitiative,
  ProposeRebaseline: proposeRebaseline,
  ApproveRebaseline: approveRebaseline,
  RejectRebaseline: rejectRebaseline,
};

/** Commands that an ended initiative refuses. */
const onRunning = {
  RetitleInitiative: retitleInitiative,
  MoveInitiative: moveInitiative,
  ReweighInitiative: reweighInitiative,
  AssignOwner: assignOwner,
  PlanMilestone: planMilestone,
  RetitleMilestone: retitleMilestone,
  ReweighMilestone: reweighMilestone,
  RescheduleMilestone: (data: RescheduleMilestone['data'], state: InitiativeState, at: Circumstances) =>
    rescheduleMilestone(data, state, at),
  ConfirmForecast: (data: ConfirmForecast['data'], state: InitiativeState, at: Circumstances) => confirmForecast(data, state, at),
  AchieveMilestone: (data: AchieveMilestone['data'], state: InitiativeState, at: Circumstances) => achieveMilestone(data, state, at),
  ReopenMilestone: reopenMilestone,
  DescopeMilestone: descopeMilestone,
  RestoreMilestone: restoreMilestone,
  UpdateMilestones: updateMilestones,
};

const decisions: Decisions<
  Exclude<InitiativeCommand, LaunchInitiative | RecordStatusLine>,
  InitiativeState,
  InitiativeEvent,
  ProgramState
> = { ...alsoOnEnded, ...onRunning };

export const INITIATIVE_COMMANDS = typesIn({
  LaunchInitiative: launchInitiative,
  RecordStatusLine: recordStatusLine,
  ...decisions,
} satisfies Record<InitiativeCommand['type'], unknown>);

const programRefusal = (program: Program): Refusal | undefined =>
  program.status === 'NONE'
    ? refuse('PROGRAM_NOT_FOUND', 'programId')
    : program.status === 'CLOSED'
      ? refuse('PROGRAM_CLOSED', 'programId')
      : undefined;

export function decide(command: InitiativeCommand, state: Initiative, program: Program, at: Circumstances): Decision {
  switch (command.type) {
    case 'LaunchInitiative':
      if (state.status !== 'NONE') return refuse('INITIATIVE_ALREADY_LAUNCHED', 'id');
      return program.status === 'ACTIVE' ? launchInitiative(command.data, program, at) : programRefusal(program)!;
    case 'RecordStatusLine':
      return programRefusal(program) ?? recordStatusLine(command.data, state, at);
    default:
      if (state.status === 'NONE') return refuse('INITIATIVE_NOT_FOUND', 'initiativeId');
      if (program.status === 'NONE' || program.status === 'CLOSED') return programRefusal(program)!;
      return (Object.hasOwn(onRunning, command.type) ? endedRefusal(state) : undefined) ?? decideBy(decisions, command, state, at, program);
  }
}

/**
 * Evolves the state for decisions, without the earlier moves of milestones: no decision needs them, and they make the state of a long
 * history large.
 */
function evolveForDecisions(before: Initiative, event: Recorded<InitiativeEvent>): Initiative {
  const state = evolve(before, event);
  if (state.status === 'NONE' || event.type !== 'MilestoneRescheduled') return state;
  const index = state.milestones.findIndex(({ id }) => id === event.data.milestoneId);
  if (index < 0) return state;
  const { reschedules } = state.milestones[index]!;
  return { ...state, milestones: state.milestones.with(index, { ...state.milestones[index]!, reschedules: reschedules.slice(-1) }) };
}

export const initiativeDecider: Decider<InitiativeCommand, Initiative, InitiativeEvent, Program> = {
  initialState: noInitiative,
  evolve: evolveForDecisions,
  decide,
  warnings: (command, facts, state, program, at) => (program.status === 'NONE' ? [] : warningsOf(command, facts, state, program, at)),
};
