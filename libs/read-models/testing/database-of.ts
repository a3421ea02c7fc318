import { documentAfter, type Cell, type Projection } from '#event-sourcing/folds/projection.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { MemoryTables } from '../as-of/memory-tables.js';
import { PROJECTIONS } from '../registry.js';
import { journalTable } from '#projection-engine/writers/journal-writer.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';

/** The journal as a projection: a document and a row for each event. */
const journal: Projection<StoredEvent, 'journal'> = {
  name: 'journal',
  version: 1,
  streams: [''],
  key: (event) => event.id,
  evolve: (_document, event) => event,
  tables: { journal: { columns: journalTable.columns, key: journalTable.key } },
  rows: (event) => ({
    journal: [
      {
        position: event.position,
        stream: event.stream,
        revision: event.revision,
        id: event.id,
        type: event.type,
        program_id: event.metadata.programId ?? null,
        milestone_id: (event.data as { milestoneId?: string }).milestoneId ?? null,
        actor: event.metadata.actor,
        occurred_at: event.metadata.occurredAt,
        recorded_at: event.metadata.recordedAt,
        data: event.json!.data,
        metadata: event.json!.metadata,
      },
    ],
  }),
};

/** The checkpoint of the journal, which in a test stands for all. */
const checkpoints: Projection<StoredEvent, 'projection_checkpoints'> = {
  name: 'checkpoints',
  version: 1,
  streams: [''],
  key: () => 'journal',
  evolve: (_document, event) => event,
  tables: { projection_checkpoints: { columns: { name: 'text', position: 'text' }, key: ['name'] } },
  rows: ({ position }) => ({ projection_checkpoints: [{ name: 'journal', position }] }),
};

/** A database for tests that counts its statements. */
export interface CountingDatabase extends ReadDatabase {
  readonly statements: () => number;
  readonly close: () => Promise<void>;
}

/** The views of a whole history, folded in memory by the projections themselves. */
export async function databaseOf(events: readonly StoredEvent[]): Promise<CountingDatabase> {
  const all = [...PROJECTIONS, journal as Projection, checkpoints as Projection];
  const tables = new MemoryTables(all);
  const documents = new Map<string, Map<string, unknown>>();
  for (const projection of all) {
    const folded = new Map<string, unknown>();
    for (const event of events.filter(({ stream }) => projection.streams.some((prefix) => stream.startsWith(prefix)))) {
      const key = projection.key(event);
      if (key === undefined) continue;
      const document = documentAfter(projection, folded.get(key), event);
      if (document !== undefined) folded.set(key, document);
    }
    documents.set(projection.name, folded);
    tables.insert(projection, [...folded.values()]);
  }
  let statements = 0;
  return {
    statements: () => statements,
    close: () => Promise.resolve(tables.close()),
    select: <R>(sql: string, parameters: readonly Cell[] = []) => {
      statements++;
      return Promise.resolve(tables.select<R>(sql, parameters));
    },
    documents: <T>(projection: string, keys: readonly string[]) => {
      statements++;
      const found = documents.get(projection)!;
      return Promise.resolve(new Map(keys.filter((key) => found.has(key)).map((key) => [key, found.get(key) as T])));
    },
  };
}
