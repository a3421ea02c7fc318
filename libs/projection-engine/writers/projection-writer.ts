import type { StoredEvent } from '#event-sourcing/event.js';
import { messageOf } from '../database/database-errors.js';
import type { StoredTable } from './statements.js';
import type { Session } from '../database/views-database.js';

/** Maps the live name of a projection's table to the name under which it is being written. */
export type Naming = (table: string) => string;

export const liveName: Naming = (table) => table;

/** The changes that a batch of events makes: written in a transaction, and kept in memory once that is committed. */
export interface Change {
  /** Lets later batches build on the change before it is written: only for a writer that gives up completely if writing fails. */
  ahead(): void;
  write(session: Session): Promise<void>;
  committed(): void;
}

/** Folds events in memory: reads what it needs and writes nothing. */
export interface Gathering {
  /** Folds events, which must come in order and after all earlier ones. @throws FoldError with the error of the projection */
  add(session: Session, events: readonly StoredEvent[]): Promise<void>;
  /** The changes so far. @throws FoldError with the error of the projection */
  change(): Change;
}

/** A projection threw at this event. */
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

/** A consumer of the log that writes tables: a projection with its documents and rows, or the journal. */
export interface ProjectionWriter {
  readonly name: string;
  /** Raise the version when the fold or the shape of the tables changes. */
  readonly version: number;
  readonly tables: Readonly<Record<string, StoredTable>>;
  /** The prefixes of the streams whose events it takes. */
  readonly streams: readonly string[];
  gather(): Gathering;
  /** Evicts everything that is cached of the database: another writer has changed it. */
  forget(): void;
}
