import type { DriftCommand } from '#domain/drift/commands.js';
import { DRIFT_COMMANDS, driftDecider } from '#domain/drift/decide.js';
import type { DriftEvent } from '#domain/drift/events.js';
import { DRIFT_EVENTS, type DriftState } from '#domain/drift/state.js';
import type { EvaluationCommand } from '#domain/evaluation/commands.js';
import { EVALUATION_COMMANDS, evaluationDecider } from '#domain/evaluation/decide.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import { EVALUATION_EVENTS, type EvaluationState } from '#domain/evaluation/state.js';
import type { InitiativeCommand } from '#domain/initiative/commands.js';
import { INITIATIVE_COMMANDS, initiativeDecider } from '#domain/initiative/decide.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { INITIATIVE_EVENTS } from '#domain/initiative/evolve.js';
import type { Initiative } from '#domain/initiative/state.js';
import type { ProgramCommand } from '#domain/program/commands.js';
import { PROGRAM_COMMANDS, programDecider } from '#domain/program/decide.js';
import type { ProgramEvent } from '#domain/program/events.js';
import { PROGRAM_EVENTS, type Program } from '#domain/program/state.js';
import { refuse } from '#domain/refusals.js';
import { programStream, type Aggregate } from './aggregate.js';
import { driftLookUps, evaluationLookUps, initiativeLookUps, programLookUps } from './look-ups.js';
import { initiativeIds, programIds } from './made-ids.js';
import { onBus, type AggregateOnBus } from './on-bus.js';

export const initiativeStream = (initiativeId: string): string => `initiative-${initiativeId}`;

export const evaluationStream = (programId: string): string => `evaluation-${programId}`;

const programNotFound = refuse('PROGRAM_NOT_FOUND', 'programId');
const initiativeNotFound = refuse('INITIATIVE_NOT_FOUND', 'initiativeId');

const programIdOf = ({ type, data }: ProgramCommand): string => (type === 'CharterProgram' ? data.id : data.programId);

export const programs: Aggregate<ProgramCommand, Program, ProgramEvent> = {
  commands: PROGRAM_COMMANDS,
  events: PROGRAM_EVENTS,
  decider: programDecider,
  isProgram: true,
  stream: (command) => programStream(programIdOf(command)),
  programId: (command) => programIdOf(command),
  notFound: () => programNotFound,
  about: () => ({}),
  charters: ({ type }) => type === 'CharterProgram',
  timeZone: ({ type, data }) => (type === 'CharterProgram' ? data.timeZone : undefined),
  madeIds: programIds,
  lookUps: programLookUps,
};

export const initiatives: Aggregate<InitiativeCommand, Initiative, InitiativeEvent> = {
  commands: INITIATIVE_COMMANDS,
  events: INITIATIVE_EVENTS,
  decider: initiativeDecider,
  isProgram: false,
  stream: ({ type, data }) => initiativeStream(type === 'LaunchInitiative' ? data.id : data.initiativeId),
  programId: ({ type, data }, state) => {
    if (state.status !== 'NONE') return state.programId;
    return type === 'LaunchInitiative' || type === 'RecordStatusLine' ? data.programId : initiativeNotFound;
  },
  notFound: ({ type }) => (type === 'LaunchInitiative' || type === 'RecordStatusLine' ? programNotFound : initiativeNotFound),
  about: (state) => (state.status === 'NONE' ? {} : { initiative: state }),
  madeIds: initiativeIds,
  lookUps: initiativeLookUps,
};

export const evaluations: Aggregate<EvaluationCommand, EvaluationState, EvaluationEvent> = {
  commands: EVALUATION_COMMANDS,
  events: EVALUATION_EVENTS,
  decider: evaluationDecider,
  isProgram: false,
  stream: ({ data }) => evaluationStream(data.programId),
  programId: ({ data }) => data.programId,
  notFound: () => programNotFound,
  about: () => ({}),
  madeIds: {},
  lookUps: evaluationLookUps,
};

export const drift: Aggregate<DriftCommand, DriftState, DriftEvent> = {
  commands: DRIFT_COMMANDS,
  events: DRIFT_EVENTS,
  decider: driftDecider,
  isProgram: false,
  stream: ({ data }) => `drift-${data.programId}`,
  programId: ({ data }) => data.programId,
  notFound: () => programNotFound,
  about: (state) => ({ drift: state }),
  madeIds: {},
  lookUps: driftLookUps,
};

/** Every aggregate once. The list of commands and their handlers is derived from it. */
export const AGGREGATES: readonly AggregateOnBus[] = [onBus(programs), onBus(initiatives), onBus(evaluations), onBus(drift)];
