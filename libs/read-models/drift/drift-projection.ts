import type { Projection, Row } from '#event-sourcing/projection.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { DriftEvent } from '#domain/drift/events.js';
import type { DriftEpisodeDocument } from './drift-episode.js';

/** One document per episode. */
export const driftProjection: Projection<DriftEpisodeDocument, 'episode_rows'> = {
  name: 'drift',
  version: 1,
  streams: ['drift-'],
  key: (event) => (isDrift(event) ? event.data.episodeId : undefined),
  evolve: (document, event) => evolve(document, event as StoredEvent<DriftEvent>),
  tables: {
    episode_rows: {
      columns: {
        id: 'text',
        program_id: 'text',
        kind: 'text',
        pillar: 'text',
        opened_on: 'text',
        closed_on: 'text',
        first_evidence: 'text',
      },
      key: ['id'],
      indexes: [['program_id', 'opened_on', 'id']],
    },
  },
  rows: (document) => ({ episode_rows: [rowOf(document)] }),
};

const TYPES: readonly string[] = ['DriftFlagged', 'DriftAcknowledged', 'DriftCleared'] satisfies DriftEvent['type'][];

const isDrift = (event: StoredEvent): event is StoredEvent<DriftEvent> => TYPES.includes(event.type);

function evolve(document: DriftEpisodeDocument | undefined, event: StoredEvent<DriftEvent>): DriftEpisodeDocument {
  if (event.type === 'DriftFlagged') return flagged(event);
  if (!document) throw new Error(`${event.type} of an episode that was never flagged`);
  switch (event.type) {
    case 'DriftAcknowledged': {
      const { note, correctiveInitiativeId } = event.data;
      const { correctiveInitiativeId: _before, ...rest } = document;
      return {
        ...rest,
        acknowledgedBy: event.metadata.actor,
        acknowledgement: note,
        ...(correctiveInitiativeId === undefined ? {} : { correctiveInitiativeId }),
      };
    }
    case 'DriftCleared': {
      const { on, evidence, policy } = event.data;
      return { ...document, closedOn: on, evidence: [...new Set([...document.evidence, ...evidence])], closingPolicy: policy };
    }
    default:
      event satisfies never;
      return document;
  }
}

function flagged({ data, metadata }: Extract<StoredEvent<DriftEvent>, { type: 'DriftFlagged' }>): DriftEpisodeDocument {
  const { episodeId, kind, pillar, on, evidence, policy } = data;
  return { id: episodeId, programId: metadata.programId!, kind, pillar, openedOn: on, evidence, policy };
}

const rowOf = (episode: DriftEpisodeDocument): Row => ({
  id: episode.id,
  program_id: episode.programId,
  kind: episode.kind,
  pillar: episode.pillar ?? '',
  opened_on: episode.openedOn,
  closed_on: episode.closedOn ?? null,
  first_evidence: episode.evidence[0] ?? null,
});
