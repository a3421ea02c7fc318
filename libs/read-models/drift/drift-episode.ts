import type { LocalDate } from '#domain/calendar.js';
import type { DriftState } from '#domain/drift/state.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import { omitNullish } from '#domain/omit-nullish.js';
import type { Pillar } from '#domain/pillars.js';
import type { DriftPolicy } from '#domain/program/events.js';
import type { ProgramState } from '#domain/program/state.js';
import { driftPolicy } from '#domain/program/state.js';

/** An episode of drift, from its flag to its close. Only its program shows whether the program is closed. */
export interface DriftEpisodeDocument {
  readonly id: string;
  readonly programId: string;
  readonly kind: DriftKind;
  readonly pillar: Pillar | null;
  readonly openedOn: LocalDate;
  readonly closedOn?: LocalDate;
  /** Ids of the evaluations that opened the episode, oldest first, then of those that closed it. */
  readonly evidence: readonly string[];
  /** The policy in force when the episode opened. */
  readonly policy: DriftPolicy;
  /** The policy in force when the episode closed. */
  readonly closingPolicy?: DriftPolicy;
  readonly acknowledgedBy?: string;
  readonly acknowledgement?: string;
  readonly correctiveInitiativeId?: string;
}

export const episodeState = (episode: DriftEpisodeDocument): 'OPEN' | 'CLOSED' => (episode.closedOn === undefined ? 'OPEN' : 'CLOSED');

/** The policy when the episode closed, or today's if it is open. */
export const policyNow = (episode: DriftEpisodeDocument, program: ProgramState): DriftPolicy =>
  episode.closingPolicy ?? driftPolicy(program);

/** Whether the episode is open in a closed program: it does not count as open drift. */
export const leftOpen = (episode: DriftEpisodeDocument, program: ProgramState): boolean =>
  episode.closedOn === undefined && program.status === 'CLOSED';

/** The drift of the program as far as it is about this episode. */
export const driftOf = (episode: DriftEpisodeDocument): DriftState => {
  const { id, pillar, acknowledgedBy: by, acknowledgement: note, correctiveInitiativeId } = episode;
  const said = by === undefined || note === undefined ? {} : { acknowledgement: { by, note, ...omitNullish({ correctiveInitiativeId }) } };
  return { episodes: { [id]: { open: episode.closedOn === undefined, pillar, ...said } }, decisions: {} };
};
