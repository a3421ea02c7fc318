import type { Cell, Projection, Row } from '#event-sourcing/folds/projection.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import { signalColumn, SIGNALS } from './signal-columns.js';
import type { EvaluationDocument } from './evaluation-document.js';

/** One document per evaluation: its event. The values of the signals are in its row, because the peak of an episode is looked for there. */
export const evaluationProjection: Projection<EvaluationDocument, 'evaluation_rows'> = {
  name: 'evaluations',
  // 2: evaluations of all programs are listed by date.
  // 3: documents are made of their events, and signals are columns.
  version: 3,
  streams: ['evaluation-'],
  key: (event) => (event.type === 'BalanceEvaluated' ? event.id : undefined),
  ofOneEvent: true,
  evolve: (_document, event) => documentOf(event as StoredEvent<EvaluationEvent>),
  tables: {
    evaluation_rows: {
      columns: {
        id: 'text',
        program_id: 'text',
        on_date: 'text',
        recorded_at: 'text',
        imported_from: 'text',
        t: 'real',
        d: 'real',
        ...Object.fromEntries(SIGNALS.map(({ kind, pillar }) => [signalColumn(kind, pillar), 'real' as const])),
      },
      key: ['id'],
      indexes: [
        ['program_id', 'on_date'],
        ['on_date', 'id'],
      ],
    },
  },
  rows: (document) => ({ evaluation_rows: [rowOf(document)] }),
};

const documentOf = (event: StoredEvent<EvaluationEvent>): EvaluationDocument => ({
  ...event.data,
  id: event.id,
  programId: event.metadata.programId!,
  recordedAt: event.metadata.recordedAt,
  ...(event.metadata.importedFrom === undefined ? {} : { importedFrom: event.metadata.importedFrom }),
});

function rowOf({ id, programId, on, recordedAt, importedFrom, balance: { t, d }, signals }: EvaluationDocument): Row {
  const row: Record<string, Cell> = {
    id,
    program_id: programId,
    on_date: on,
    recorded_at: recordedAt,
    imported_from: importedFrom ?? null,
    t,
    d,
  };
  // Most events are evaluations: making entries and an object of them took a twentieth of a rebuild's folding time.
  for (const { kind, pillar, smoothed } of signals) row[signalColumn(kind, pillar)] = smoothed;
  return row;
}
