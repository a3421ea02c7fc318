import type { StoredEvent } from '#event-sourcing/event.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { Cell } from '#event-sourcing/projection.js';
import { insertAll } from './bulk-write.js';
import { liveName, type Feed, type Gathering, type Naming } from './feed.js';
import type { StoredTable } from './statements.js';

export const JOURNAL = 'journal';

/** Every event, in the order of the log, with what history filters by. `data` and `metadata` are canonical JSON. */
export const journalTable: StoredTable = {
  columns: {
    position: 'text',
    stream: 'text',
    revision: 'integer',
    id: 'text',
    type: 'text',
    program_id: 'text',
    initiative_id: 'text',
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
    ['initiative_id', 'occurred_at', 'position'],
    ['stream', 'revision'],
  ],
};

/** The journal: the second kind of feed, append only. */
export class JournalFeed implements Feed {
  readonly name = JOURNAL;
  readonly version = 1;
  readonly tables = { [JOURNAL]: journalTable };

  constructor(private readonly naming: Naming = liveName) {}

  gather(): Gathering {
    const rows: Cell[][] = [];
    return {
      add: async (_session, events) => {
        for (const event of events) rows.push(journalRow(event));
      },
      change: () => ({
        write: (session) => insertAll(session, this.naming(JOURNAL), journalTable, rows),
        committed: () => undefined,
      }),
    };
  }

  forget(): void {
    // It keeps nothing.
  }
}

const initiativePrefix = 'initiative-';

function journalRow({ position, stream, revision, id, type, data, metadata, json }: StoredEvent): Cell[] {
  const { milestoneId } = data as { milestoneId?: unknown };
  return [
    position,
    stream,
    revision,
    id,
    type,
    metadata.programId ?? null,
    stream.startsWith(initiativePrefix) ? stream.slice(initiativePrefix.length) : null,
    typeof milestoneId === 'string' ? milestoneId : null,
    metadata.actor,
    metadata.occurredAt,
    metadata.recordedAt,
    json?.data ?? canonicalJson(data),
    json?.metadata ?? canonicalJson(metadata),
  ];
}
