import type { Circumstances, Decider, Refusal } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { Program, ProgramState } from '../program/state.js';
import { refuse } from '../refusals.js';
import type { InitiativeCommand, LaunchInitiative, RecordStatusLine } from './commands.js';
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
} from './milestones.js';
import { assignOwner, moveInitiative, retitleInitiative, reweighInitiative } from './placement.js';
import { approveRebaseline, proposeRebaseline, rejectRebaseline } from './rebaseline.js';
import { recordStatusLine } from './record-status-line.js';
import { evolve } from './evolve.js';
import { type Initiative, type InitiativeState, noInitiative } from './state.js';
import { updateMilestones } from './update-milestones.js';

type Decision = readonly InitiativeEvent[] | Refusal;
type StatusCommand = Extract<
  InitiativeCommand,
  {
    type:
      | 'PauseInitiative'
      | 'ResumeInitiative'
      | 'CompleteInitiative'
      | 'CancelInitiative'
      | 'ReopenInitiative'
      | 'ProposeRebaseline'
      | 'ApproveRebaseline'
      | 'RejectRebaseline';
  }
>;
type WorkCommand = Exclude<InitiativeCommand, LaunchInitiative | RecordStatusLine | StatusCommand>;

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
      return programRefusal(program) ?? launchInitiative(command.data);
    case 'RecordStatusLine':
      return programRefusal(program) ?? recordStatusLine(command.data, state, at);
    default:
      if (state.status === 'NONE') return refuse('INITIATIVE_NOT_FOUND', 'initiativeId');
      if (program.status === 'NONE' || program.status === 'CLOSED') return programRefusal(program)!;
      return decideOnLaunched(command, state, program, at);
  }
}

/** What asks for the status itself, and re-baselines, which an ended initiative lets be made and decided too. */
function decideOnLaunched(
  command: StatusCommand | WorkCommand,
  state: InitiativeState,
  program: ProgramState,
  at: Circumstances,
): Decision {
  switch (command.type) {
    case 'PauseInitiative':
      return pauseInitiative(command.data, state);
    case 'ResumeInitiative':
      return resumeInitiative(command.data, state);
    case 'CompleteInitiative':
      return completeInitiative(command.data, state);
    case 'CancelInitiative':
      return cancelInitiative(command.data, state);
    case 'ReopenInitiative':
      return reopenInitiative(command.data, state);
    case 'ProposeRebaseline':
      return proposeRebaseline(command.data, state, program, at);
    case 'ApproveRebaseline':
      return approveRebaseline(command.data, state, at);
    case 'RejectRebaseline':
      return rejectRebaseline(command.data, state);
    default:
      return endedRefusal(state) ?? decideWork(command, state, at);
  }
}

function decideWork(command: WorkCommand, state: InitiativeState, at: Circumstances): Decision {
  switch (command.type) {
    case 'RetitleInitiative':
      return retitleInitiative(command.data, state);
    case 'MoveInitiative':
      return moveInitiative(command.data, state);
    case 'ReweighInitiative':
      return reweighInitiative(command.data, state);
    case 'AssignOwner':
      return assignOwner(command.data, state);
    case 'PlanMilestone':
      return planMilestone(command.data, state);
    case 'RetitleMilestone':
      return retitleMilestone(command.data, state);
    case 'ReweighMilestone':
      return reweighMilestone(command.data, state);
    case 'RescheduleMilestone':
      return rescheduleMilestone(command.data, state);
    case 'ConfirmForecast':
      return confirmForecast(command.data, state);
    case 'AchieveMilestone':
      return achieveMilestone(command.data, state, at);
    case 'ReopenMilestone':
      return reopenMilestone(command.data, state);
    case 'DescopeMilestone':
      return descopeMilestone(command.data, state);
    case 'RestoreMilestone':
      return restoreMilestone(command.data, state);
    case 'UpdateMilestones':
      return updateMilestones(command.data, state, at);
    default:
      return command satisfies never;
  }
}

/** No decision looks at the moves that a milestone has behind it, and they alone make the state of a long history large. */
function evolveForDecisions(before: Initiative, event: Recorded<InitiativeEvent>): Initiative {
  const state = evolve(before, event);
  if (state.status === 'NONE' || event.type !== 'MilestoneRescheduled') return state;
  const index = state.milestones.findIndex(({ id }) => id === event.data.milestoneId);
  if (index < 0) return state;
  return { ...state, milestones: state.milestones.with(index, { ...state.milestones[index]!, reschedules: [] }) };
}

export const initiativeDecider: Decider<InitiativeCommand, Initiative, InitiativeEvent, Program> = {
  initialState: noInitiative,
  evolve: evolveForDecisions,
  decide,
};
