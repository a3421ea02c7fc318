import type { Projection, Row } from '#event-sourcing/folds/projection.js';
import type { Recorded, StoredEvent } from '#event-sourcing/event.js';
import { evolveBy, type EvolveSteps } from '#event-sourcing/commands/tables.js';
import type { DriftEvent } from '#domain/drift/events.js';
import type { DriftEpisodeDocument } from './drift-episode.js';

/** One document per episode. */
export const driftProjection: Projection<DriftEpisodeDocument, 'episode_rows'> = {
  name: 'drift',
  // 2: episodes of all programs are listed by date, and found by their acknowledgement.
  version: 2,
  streams: ['drift-'],
  ofOneStream: true,
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
        acknowledged: 'integer',
      },
      key: ['id'],
      indexes: [
        ['program_id', 'opened_on', 'id'],
        ['opened_on', 'id'],
      ],
    },
  },
  rows: (document) => ({ episode_rows: [rowOf(document)] }),
};

const isDrift = (event: StoredEvent): event is StoredEvent<DriftEvent> => Object.hasOwn(steps, event.type);

const steps: EvolveSteps<DriftEpisodeDocument, DriftEvent> = {
  DriftFlagged: (_before, event) => flagged(event),
  DriftAcknowledged: ({ correctiveInitiativeId: _before, ...rest }, { data, metadata }) => ({
    ...rest,
    acknowledgedBy: metadata.actor,
    acknowledgement: data.note,
    ...(data.correctiveInitiativeId === undefined ? {} : { correctiveInitiativeId: data.correctiveInitiativeId }),
  }),
  DriftCleared: (episode, { data: { on, evidence, policy } }) => ({
    ...episode,
    closedOn: on,
    evidence: [...new Set([...episode.evidence, ...evidence])],
    closingPolicy: policy,
  }),
};

function evolve(document: DriftEpisodeDocument | undefined, event: StoredEvent<DriftEvent>): DriftEpisodeDocument {
  if (event.type === 'DriftFlagged') return flagged(event);
  if (!document) throw new Error(`${event.type} of an episode that was never flagged`);
  return evolveBy(steps, document, event);
}

function flagged({ data, metadata }: Extract<Recorded<DriftEvent>, { type: 'DriftFlagged' }>): DriftEpisodeDocument {
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
  acknowledged: episode.acknowledgedBy === undefined ? 0 : 1,
});
