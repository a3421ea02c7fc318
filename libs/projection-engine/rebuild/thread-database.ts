import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Cell } from '#event-sourcing/folds/projection.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { VIEWS_SCHEMA } from '../database/postgres-schemas.js';
import { inside, sqliteTransaction } from '../database/sqlite-transaction.js';
import { inTransaction } from '../database/transaction.js';
import { prepareConnection, workerThread } from '../database/sqlite-settings.js';
import type { RebuildThreadData } from './rebuild-messages.js';
import { createPrivately } from '../database/views-file.js';
import type { RunExclusive, Scratch, Session, WritingDatabase } from '../database/views-database.js';

/** The database connections of a rebuild thread. */
export interface ThreadDatabase extends WritingDatabase {
  close(): Promise<void>;
}

/** @param runExclusive the write mutex of the thread that writes the live views */
export async function openThreadDatabase(views: RebuildThreadData['views'], runExclusive: RunExclusive): Promise<ThreadDatabase> {
  return 'file' in views ? new ThreadFile(views.file, views.eventFile, runExclusive) : openPostgres(views.url, runExclusive);
}

/** Without the mutex except for the switch, which replaces the live tables: PostgreSQL allows other writers at the same time. */
async function openPostgres(url: string, turn: RunExclusive): Promise<ThreadDatabase> {
  const { ViewsDatabase } = await import('../database/views-database.js');
  const database = await ViewsDatabase.openPostgres(url, [VIEWS_SCHEMA]);
  return {
    turn,
    write: (work) => database.transaction(work),
    transaction: (work) => database.transaction(work),
    outside: (work) => database.outside(work),
    close: () => database.close(),
  };
}

/**
 * The writing connection of a rebuild thread, directly on the driver: the thread lives for seconds, and loading TypeORM takes a fifth of a
 * second.
 */
class ThreadFile implements ThreadDatabase {
  readonly scratch: Scratch = {
    schema: 'scratch',
    // The connection locks the views' file only when a statement names it: other jobs and the live runner write meanwhile.
    write: (work) => this.#transaction('BEGIN', work),
  };
  readonly #connection: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #session: Session = {
    dialect: 'sqlite',
    run: async (sql, parameters = []) => this.#statement(sql).run(parameters).changes,
    all: async <R>(sql: string, parameters: readonly Cell[] = []) => this.#statement(sql).all(parameters) as R[],
  };

  constructor(
    file: string,
    readonly eventFile: string | undefined,
    private readonly runExclusive: RunExclusive,
  ) {
    this.#connection = new Database(file, { fileMustExist: true, timeout: workerThread.busyTimeoutMs });
    prepareConnection(this.#connection, workerThread);
    attachScratch(this.#connection, `${file}-scratch-${newUuid()}`);
  }

  turn<T>(work: () => Promise<T>): Promise<T> {
    return this.runExclusive(work);
  }

  write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.turn(() => this.transaction(work));
  }

  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  #transaction<T>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: (session: Session) => Promise<T>): Promise<T> {
    const control = sqliteTransaction(this.#connection, () => this.close(), begin);
    return inTransaction(control, () => work(inside(this.#session, this.#connection)));
  }

  outside<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return work(this.#session);
  }

  close(): Promise<void> {
    this.#connection.close();
    return Promise.resolve();
  }

  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#connection.prepare(sql)));
    return statement;
  }
}

/**
 * Attaches a file for temporary tables beside the views, because the folder for temporary files may be small or in memory. Nothing in it
 * has to survive, so its journal is in memory and it has no name: its space is free when the connection closes, however the thread ends.
 */
function attachScratch(connection: Database.Database, file: string): void {
  createPrivately(file);
  connection.prepare('ATTACH ? AS scratch').run(file);
  connection.pragma('scratch.journal_mode = MEMORY');
  connection.pragma('scratch.synchronous = OFF');
  rmSync(file);
}
