import type { EventTable } from '#event-sourcing/store/event-reader.js';
import type { Position } from '#event-sourcing/event.js';
import { beginning } from '../checkpoints/checkpoints.js';
import { copyRows } from '../writers/journal-writer.js';
import type { Session, WritingDatabase } from '../database/views-database.js';

export interface JournalCopy {
  readonly database: WritingDatabase;
  /** The name of the journal's table while it is being built. */
  readonly table: string;
  readonly source: EventTable;
  readonly upTo: Position;
  readonly signal?: AbortSignal | undefined;
}

/** How many rows one statement copies: enough to be fast, few enough not to delay the live runner. */
const rowsPerTurn = 4_000;
const schema = 'log';

/** Copies events into an empty journal from file to file within SQLite: less than half the work of loading each event into memory. */
export async function copyJournal({ database, table, source, upTo, signal }: JournalCopy): Promise<void> {
  // Single statements, not transactions: BEGIN IMMEDIATE would also lock the attached file and block appends to it.
  const inTurn = <T>(work: (session: Session) => Promise<T>): Promise<T> => database.turn(() => database.outside(work));
  await inTurn((session) => session.run(`ATTACH ? AS ${schema}`, [source.file]));
  try {
    for (let at = beginning, rows = rowsPerTurn; rows === rowsPerTurn;) {
      signal?.throwIfAborted();
      [rows, at] = await inTurn(async (session) => {
        const changed = await session.run(copyRows(table, source.rows(schema), database.eventFile === undefined), [at, upTo, rowsPerTurn]);
        const [last] = await session.all<{ at: Position | null }>(`SELECT max(position) AS at FROM ${table}`);
        return [changed, last?.at ?? at] as const;
      });
    }
  } finally {
    await inTurn((session) => session.run(`DETACH ${schema}`));
  }
}
