import type { Recorded } from '#event-sourcing/event.js';
import type { LocalDate } from '../calendar.js';
import { signalKey } from '../evaluation/signals.js';
import type { DriftEvent } from './events.js';

/** What the decider must know of an episode; the read side keeps the rest. */
export interface Episode {
  readonly open: boolean;
  readonly acknowledgement?: { readonly by: string; readonly note: string; readonly correctiveInitiativeId?: string };
}

/** The last decision about a signal. */
export interface LastDecision {
  /** Of the evaluation that decided. */
  readonly on: LocalDate;
  /** The episode that it opened; undefined: it closed one. */
  readonly openEpisode?: string;
}

export interface DriftState {
  /** By episode id. */
  readonly episodes: Readonly<Record<string, Episode>>;
  /** By `signalKey`. */
  readonly decisions: Readonly<Record<string, LastDecision>>;
}

export const noDrift: DriftState = { episodes: {}, decisions: {} };

export function evolve(state: DriftState, event: Recorded<DriftEvent>): DriftState {
  switch (event.type) {
    case 'DriftFlagged': {
      const { episodeId, on } = event.data;
      return {
        episodes: { ...state.episodes, [episodeId]: { open: true } },
        decisions: { ...state.decisions, [signalKey(event.data)]: { on, openEpisode: episodeId } },
      };
    }
    case 'DriftCleared': {
      const { episodeId, on } = event.data;
      return {
        episodes: { ...state.episodes, [episodeId]: { ...state.episodes[episodeId], open: false } },
        decisions: { ...state.decisions, [signalKey(event.data)]: { on } },
      };
    }
    case 'DriftAcknowledged': {
      const { episodeId, ...said } = event.data;
      const episode: Episode = { open: true, ...state.episodes[episodeId], acknowledgement: { by: event.metadata.actor, ...said } };
      return { ...state, episodes: { ...state.episodes, [episodeId]: episode } };
    }
    default:
      event satisfies never;
      return state;
  }
}
