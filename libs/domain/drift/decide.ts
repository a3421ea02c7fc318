import type { Circumstances, Decider, Refusal } from '#event-sourcing/commands/decider.js';
import { decideBy, typesIn, type Decisions } from '#event-sourcing/commands/tables.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { reasonCheck } from '../checks.js';
import type { DriftKind } from '../evaluation/events.js';
import { signalKey } from '../evaluation/signals.js';
import type { Pillar } from '../pillars.js';
import type { Program, ProgramState } from '../program/state.js';
import { refuse, type RefusalCode } from '../refusals.js';
import type { AcknowledgeDrift, ClearDrift, DriftCommand, FlagDrift } from './commands.js';
import type { DriftEvent } from './events.js';
import { evolve, noDrift, type DriftState } from './state.js';

type Decision = readonly DriftEvent[] | Refusal<RefusalCode>;

/** The id of the episode that an evaluation opens. */
export const episodeIdOf = (evaluationId: string, pillar: Pillar | null, kind: DriftKind): string => uuidFrom(evaluationId, pillar, kind);

/**
 * Whether a decision was recorded before: it is not later than the last one about its signal. A restarted saga, or a second one, sends
 * decisions again.
 */
const isKnown = (data: FlagDrift['data'], state: DriftState): boolean => {
  const last = state.decisions[signalKey(data)];
  return last !== undefined && last.on >= data.on;
};

/** Opens an episode, even if the program was closed since the evaluation: the alarm was raised while it was open. */
function flagDrift(data: FlagDrift['data'], state: DriftState): Decision {
  const { evaluationId, on, kind, pillar, evidence, policy } = data;
  if (isKnown(data, state) || state.decisions[signalKey(data)]?.openEpisode !== undefined) return [];
  return [
    {
      type: 'DriftFlagged',
      data: { episodeId: episodeIdOf(evaluationId, pillar, kind), kind, pillar, evaluationId, on, evidence, policy },
    },
  ];
}

function clearDrift(data: ClearDrift['data'], state: DriftState): Decision {
  const { evaluationId, on, kind, pillar, evidence, policy } = data;
  const episodeId = state.decisions[signalKey(data)]?.openEpisode;
  if (isKnown(data, state) || episodeId === undefined) return [];
  return [{ type: 'DriftCleared', data: { episodeId, kind, pillar, evaluationId, on, evidence, policy } }];
}

function acknowledgeDrift(data: AcknowledgeDrift['data'], state: DriftState, { actor }: Circumstances, program: ProgramState): Decision {
  const { programId, episodeId, note, correctiveInitiativeId, correctiveInitiativeProgramId } = data;
  if (program.status === 'CLOSED') return refuse('PROGRAM_CLOSED', 'programId');
  const wrong = reasonCheck(note, 'note');
  if (wrong) return wrong;
  const episode = state.episodes[episodeId];
  if (!episode) return refuse('EPISODE_NOT_FOUND', 'episodeId');
  if (!episode.open) return refuse('EPISODE_CLOSED', 'episodeId');
  if (correctiveInitiativeId !== undefined && correctiveInitiativeProgramId !== programId) {
    const code = correctiveInitiativeProgramId === undefined ? 'INITIATIVE_NOT_FOUND' : 'INITIATIVE_OF_OTHER_PROGRAM';
    return refuse(code, 'correctiveInitiativeId');
  }
  const before = episode.acknowledgement;
  // If the command is repeated without a corrective initiative, the one named before stays.
  const kept = correctiveInitiativeId ?? before?.correctiveInitiativeId;
  if (before?.by === actor && before.note === note && before.correctiveInitiativeId === kept) return [];
  const corrective = kept === undefined ? {} : { correctiveInitiativeId: kept };
  return [{ type: 'DriftAcknowledged', data: { episodeId, note, ...corrective } }];
}

const decisions: Decisions<DriftCommand, DriftState, DriftEvent, ProgramState, RefusalCode> = {
  FlagDrift: flagDrift,
  ClearDrift: clearDrift,
  AcknowledgeDrift: acknowledgeDrift,
};

export const DRIFT_COMMANDS = typesIn(decisions);

export const decide = (command: DriftCommand, state: DriftState, program: Program, at: Circumstances): Decision =>
  program.status === 'NONE' ? refuse('PROGRAM_NOT_FOUND', 'programId') : decideBy(decisions, command, state, at, program);

export const driftDecider: Decider<DriftCommand, DriftState, DriftEvent, Program> = { initialState: noDrift, evolve, decide };
