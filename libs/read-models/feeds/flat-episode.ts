import type { LocalDate } from '#domain/calendar.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import { episodeState, type DriftEpisodeDocument } from '../drift/drift-episode.js';

/** A drift episode as one flat row. */
export interface FlatEpisode {
  readonly id: string;
  readonly programId: string;
  readonly programName: string;
  readonly kind: DriftKind;
  readonly pillar: Pillar | null;
  readonly state: 'OPEN' | 'CLOSED';
  readonly openedOn: LocalDate;
  readonly closedOn: LocalDate | null;
  /** The largest smoothed signal; null: an evaluation of it does not exist. */
  readonly peak: number | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgement: string | null;
  readonly correctiveInitiativeId: string | null;
}

export const flatEpisode = (program: ProgramState, episode: DriftEpisodeDocument, peak: number | undefined): FlatEpisode => ({
  id: episode.id,
  programId: program.id,
  programName: program.name,
  kind: episode.kind,
  pillar: episode.pillar,
  state: episodeState(episode),
  openedOn: episode.openedOn,
  closedOn: episode.closedOn ?? null,
  peak: peak ?? null,
  acknowledgedBy: episode.acknowledgedBy ?? null,
  acknowledgement: episode.acknowledgement ?? null,
  correctiveInitiativeId: episode.correctiveInitiativeId ?? null,
});
