import type { StoredEvent } from '#event-sourcing/event.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { Cell } from '#event-sourcing/folds/projection.js';
import { insertAll } from './bulk-write.js';
import { textIn } from './canonical-text.js';
import { liveName, type ProjectionWriter, type Gathering, type Naming } from './projection-writer.js';
import { textSum } from './text-sum.js';
import type { StoredTable } from './statements.js';

export const JOURNAL = 'journal';

/** Every event in the order of the log, with the columns that history filters by. `data` and `metadata` are canonical JSON. */
export const journalTable: StoredTable = {
  columns: {
    position: 'text',
    stream: 'text',
    revision: 'integer',
    id: 'text',
    type: 'text',
    program_id: 'text',
    milestone_id: 'text',
    actor: 'text',
    occurred_at: 'text',
    recorded_at: 'text',
    data: 'text',
    metadata: 'text',
  },
  key: ['position'],
  unique: [['id']],
  indexes: [
    ['program_id', 'occurred_at', 'position'],
    ['stream', 'revision'],
  ],
};

const { data: _data, metadata: _metadata, ...columnsWithoutTexts } = journalTable.columns;

/** The journal beside a store whose file a reader of the views can attach: it repeats nothing that it can read there. */
export const journalWithoutTexts: StoredTable = { ...journalTable, columns: { ...columnsWithoutTexts, text_sum: 'integer' } };

/** Writes the journal, append only: the second kind of projection writer. */
export class JournalWriter implements ProjectionWriter {
  readonly name = JOURNAL;
  readonly version: number;
  readonly streams = [''];
  readonly tables: Readonly<Record<string, StoredTable>>;

  /** @param texts whether the journal keeps the texts of events, or leaves them in the store */
  constructor(
    private readonly texts: boolean,
    private readonly naming: Naming = liveName,
  ) {
    this.version = texts ? 1 : 2;
    this.tables = { [JOURNAL]: texts ? journalTable : journalWithoutTexts };
  }

  gather(): Gathering {
    const rows: Cell[][] = [];
    return {
      add: async (_session, events) => {
        for (const event of events) rows.push(this.texts ? journalRow(event) : withSum(journalRow(event)));
      },
      change: () => ({
        write: (session) => insertAll(session, this.naming(JOURNAL), this.tables[JOURNAL]!, rows),
        ahead: () => undefined,
        committed: () => undefined,
      }),
    };
  }

  forget(): void {
    // The journal writer keeps nothing in memory.
  }
}

/** The SQL counterpart of `journalRow` for SQLite: inserts the events of a SELECT into a journal table. */
export const copyRows = (table: string, events: string, texts: boolean): string =>
  `INSERT INTO ${table} (${Object.keys((texts ? journalTable : journalWithoutTexts).columns).join(', ')})
   SELECT position, stream, revision, id, type, metadata ->> '$.programId',
     CASE WHEN instr(data, '"milestoneId":') > 0 AND json_type(data, '$.milestoneId') = 'text' THEN data ->> '$.milestoneId' END,
     metadata ->> '$.actor', metadata ->> '$.occurredAt', metadata ->> '$.recordedAt'${texts ? ', data, metadata' : ', text_sum(data, metadata)'}
   FROM (${events})`;

/** The texts come last in a row: their checksum takes their place. */
const withSum = (row: Cell[]): Cell[] => [...row.slice(0, -2), textSum(row.at(-2) as string, row.at(-1) as string)];

function journalRow(event: StoredEvent): Cell[] {
  const { position, stream, revision, id, type, json } = event;
  const data = json?.data ?? canonicalJson(event.data);
  const metadata = json?.metadata ?? canonicalJson(event.metadata);
  const of = (member: 'programId' | 'actor' | 'occurredAt' | 'recordedAt'): Cell =>
    textIn(metadata, member) ?? event.metadata[member] ?? null;
  return [
    position,
    stream,
    revision,
    id,
    type,
    of('programId'),
    milestoneIn(data, event),
    of('actor'),
    of('occurredAt'),
    of('recordedAt'),
    data,
    metadata,
  ];
}

/** The milestone that the event belongs to, not one that it merely lists or refers to. */
function milestoneIn(data: string, event: StoredEvent): Cell {
  if (!data.includes('"milestoneId":')) return null;
  const milestoneId = textIn(data, 'milestoneId') ?? (event.data as { milestoneId?: unknown }).milestoneId;
  return typeof milestoneId === 'string' ? milestoneId : null;
}
