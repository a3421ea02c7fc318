import type { Projection, Row } from '#event-sourcing/folds/projection.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import type { EvaluationDocument } from './evaluation-document.js';

/** One document per evaluation, written once. */
export const evaluationProjection: Projection<EvaluationDocument, 'evaluation_rows' | 'signal_rows'> = {
  name: 'evaluations',
  // 2: evaluations of all programs are listed by date.
  version: 2,
  streams: ['evaluation-'],
  key: (event) => (event.type === 'BalanceEvaluated' ? event.id : undefined),
  evolve: (_document, event) => documentOf(event as StoredEvent<EvaluationEvent>),
  tables: {
    evaluation_rows: {
      columns: { id: 'text', program_id: 'text', on_date: 'text', t: 'real', d: 'real' },
      key: ['id'],
      indexes: [
        ['program_id', 'on_date'],
        ['on_date', 'id'],
      ],
    },
    signal_rows: {
      columns: { evaluation_id: 'text', kind: 'text', pillar: 'text', program_id: 'text', on_date: 'text', smoothed: 'real' },
      key: ['evaluation_id', 'kind', 'pillar'],
      indexes: [['program_id', 'kind', 'pillar', 'on_date']],
    },
  },
  rows: (document) => ({ evaluation_rows: [rowOf(document)], signal_rows: signalRows(document) }),
};

const documentOf = (event: StoredEvent<EvaluationEvent>): EvaluationDocument => ({
  ...event.data,
  id: event.id,
  programId: event.metadata.programId!,
  recordedAt: event.metadata.recordedAt,
  ...(event.metadata.importedFrom === undefined ? {} : { importedFrom: event.metadata.importedFrom }),
});

const rowOf = ({ id, programId, on, balance }: EvaluationDocument): Row => ({
  id,
  program_id: programId,
  on_date: on,
  t: balance.t,
  d: balance.d,
});

/** The signal LATE has no pillar: the column has an empty text, because null cannot be compared. */
const signalRows = ({ id, programId, on, signals }: EvaluationDocument): readonly Row[] =>
  signals.map(({ kind, pillar, smoothed }) => ({
    evaluation_id: id,
    kind,
    pillar: pillar ?? '',
    program_id: programId,
    on_date: on,
    smoothed,
  }));
