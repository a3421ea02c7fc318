import type { Recorded } from '#event-sourcing/event.js';
import { evolveBy, typesIn, type EvolveSteps } from '#event-sourcing/commands/tables.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import { signalKey } from '../evaluation/signals.js';
import type { DriftEvent } from './events.js';

/** The part of an episode that the decider needs; the read side keeps the rest. */
export interface Episode {
  readonly open: boolean;
  /** The pillar that drifted; null: the whole program is late. */
  readonly pillar: Pillar | null;
  readonly acknowledgement?: { readonly by: string; readonly note: string; readonly correctiveInitiativeId?: string };
}

/** The last decision about a signal. */
export interface LastDecision {
  /** The date of the evaluation that decided. */
  readonly on: LocalDate;
  /** The episode that the decision opened; undefined: it closed one. */
  readonly openEpisode?: string;
}

export interface DriftState {
  /** The episodes by their id. */
  readonly episodes: Readonly<Record<string, Episode>>;
  /** The last decisions by `signalKey`. */
  readonly decisions: Readonly<Record<string, LastDecision>>;
}

export const noDrift: DriftState = { episodes: {}, decisions: {} };

const steps: EvolveSteps<DriftState, DriftEvent> = {
  DriftFlagged: (state, { data }) => ({
    episodes: { ...state.episodes, [data.episodeId]: { open: true, pillar: data.pillar } },
    decisions: { ...state.decisions, [signalKey(data)]: { on: data.on, openEpisode: data.episodeId } },
  }),
  DriftCleared: (state, { data }) => ({
    episodes: { ...state.episodes, [data.episodeId]: { ...state.episodes[data.episodeId], open: false, pillar: data.pillar } },
    decisions: { ...state.decisions, [signalKey(data)]: { on: data.on } },
  }),
  DriftAcknowledged: (state, { data, metadata }) => {
    const { episodeId, ...said } = data;
    const episode: Episode = { open: true, pillar: null, ...state.episodes[episodeId], acknowledgement: { by: metadata.actor, ...said } };
    return { ...state, episodes: { ...state.episodes, [episodeId]: episode } };
  },
};

export const DRIFT_EVENTS = typesIn(steps);

export const evolve = (state: DriftState, event: Recorded<DriftEvent>): DriftState => evolveBy(steps, state, event);
