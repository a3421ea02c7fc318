import type { StoredEvent } from '#event-sourcing/event.js';
import { messageOf } from '../database/database-errors.js';
import type { StoredTable } from './statements.js';
import type { Session } from '../database/views-database.js';

/** The tables of a projection by their live names, and what each is called where it is being written. */
export type Naming = (table: string) => string;

export const liveName: Naming = (table) => table;

/** What a batch of events makes of the views: to be written in a transaction, and kept in memory once that is committed. */
export interface Change {
  /** Lets later gatherings build on it before it is written: for a writer that gives up altogether when writing fails. */
  ahead(): void;
  write(session: Session): Promise<void>;
  committed(): void;
}

/** Folds events in memory: reads what it needs, writes nothing. */
export interface Gathering {
  /** Events that come after all it has seen, in order. @throws FoldError with what the projection threw */
  add(session: Session, events: readonly StoredEvent[]): Promise<void>;
  /** @throws FoldError likewise */
  change(): Change;
}

/** A projection threw, at this event. */
export class FoldError extends Error {
  constructor(
    readonly event: StoredEvent,
    override readonly cause: unknown,
  ) {
    super(messageOf(cause));
  }
}

export async function fold(writer: ProjectionWriter, session: Session, events: readonly StoredEvent[]): Promise<Change> {
  const gathering = writer.gather();
  await gathering.add(session, events);
  return gathering.change();
}

/** What follows the log: a projection with its documents and rows, or the journal. */
export interface ProjectionWriter {
  readonly name: string;
  /** A changed fold or shape is a new version. */
  readonly version: number;
  readonly tables: Readonly<Record<string, StoredTable>>;
  gather(): Gathering;
  /** Forgets what it keeps of the database: someone else has written it. */
  forget(): void;
}
