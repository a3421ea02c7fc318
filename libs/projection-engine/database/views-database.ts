import type { DataSource, QueryResult, QueryRunner } from 'typeorm';
import type { Cell } from '#event-sourcing/folds/projection.js';
import { KeyedMutex } from '#async/keyed-mutex.js';
import { isCorrupt } from './database-errors.js';
import { selectWithEntries } from './journal-entries.js';
import { createPrivately, keepDamaged } from './views-file.js';
import { breakOff, postgresTransaction, readingPool, writingPool } from './postgres-connection.js';
import { VIEWS_SCHEMA } from './postgres-schemas.js';
import { readingConnection, writingConnection } from './sqlite-connection.js';
import { mainThread } from './sqlite-settings.js';
import { inside, sqliteTransaction, type TransactingConnection } from './sqlite-transaction.js';
import { numberPlaceholders, type Dialect } from '../writers/statements.js';
import { inTransaction, type TransactionControl } from './transaction.js';

/** Statements on the writing connection. */
export interface Session {
  readonly dialect: Dialect;
  /** Runs a statement and returns the number of changed rows. */
  run(sql: string, parameters?: readonly Cell[]): Promise<number>;
  all<R>(sql: string, parameters?: readonly Cell[]): Promise<R[]>;
}

export type RunExclusive = <T>(work: () => Promise<T>) => Promise<T>;

/** A place for temporary tables, which disappear with their connection. */
export interface Scratch {
  /** The name of its schema in statements. */
  readonly schema: string;
  /** Runs `work` in a transaction that changes nothing but temporary tables. */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

/** The database access that a rebuild writes through. */
export interface WritingDatabase {
  /** The SQLite file of the store's events: the journal leaves their texts there. undefined: the journal has them itself. */
  readonly eventFile?: string | undefined;
  /** Where rows are collected before they are written in order; undefined: nowhere. */
  readonly scratch?: Scratch | undefined;
  /** The write mutex: runs `work` after earlier callers are done; nobody else writes meanwhile. */
  turn: RunExclusive;
  /** Takes the write mutex and runs `work` in one transaction: committed when `work` is done, rolled back when it throws. */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs one transaction while the caller holds the write mutex. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs statements outside of a transaction: for reading what only this writer writes. */
  outside<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

export interface ViewsDatabaseOptions {
  /** The SQLite file of the store's events, to read their texts from. Only for views in a file. */
  readonly eventFile?: string;
  /** Called with every statement before it runs, BEGIN and COMMIT included: for tests that count or interrupt. */
  readonly onStatement?: (sql: string) => void;
  /** Called when a damaged file was replaced by a new one, with the name that the damaged file is kept under. */
  readonly onReplaced?: (kept: string, error: unknown) => void;
}

/**
 * The views' database. A mutex serialises writers, one transaction each: on SQLite TypeORM has one connection, on which the statements of
 * two transactions would mix. Queries read on a separate connection.
 */
export class ViewsDatabase implements WritingDatabase {
  readonly #turns = new KeyedMutex();
  /** The query runners that are in use on the writing connections. */
  readonly #runners = new Set<QueryRunner>();
  #closing: Promise<void> | undefined;
  #reconnecting: Promise<unknown> | undefined;
  #onDamaged: (error: unknown) => void = () => undefined;
  #onReplaced: () => void = () => undefined;

  private constructor(
    private readonly writer: DataSource,
    private readonly reader: DataSource,
    private readonly options: ViewsDatabaseOptions,
  ) {}

  /**
   * Opens the file; a missing one is created with mode 0600. A damaged file is kept under another name and replaced: views are rebuilt from
   * events.
   */
  static async open(file: string, options: ViewsDatabaseOptions = {}): Promise<ViewsDatabase> {
    try {
      return await ViewsDatabase.#opened(file, options);
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      const kept = keepDamaged(file);
      const database = await ViewsDatabase.#opened(file, options);
      options.onReplaced?.(kept, error);
      return database;
    }
  }

  /**
   * Opens the schema `views` of a PostgreSQL database and creates it if it is missing.
   * @param schemas where queries look for tables, in this order
   */
  static async openPostgres(url: string, schemas: readonly string[], options: ViewsDatabaseOptions = {}): Promise<ViewsDatabase> {
    const writer = await writingPool(url).initialize();
    try {
      const [there] = await writer.query<unknown[]>('SELECT 1 FROM pg_namespace WHERE nspname = $1', [VIEWS_SCHEMA]);
      // Two processes that start at the same time may both find the schema missing.
      if (!there) await writer.query(`CREATE SCHEMA IF NOT EXISTS ${VIEWS_SCHEMA}`).catch(() => undefined);
      return new ViewsDatabase(writer, await readingPool(url, schemas).initialize(), options);
    } catch (error) {
      await writer.destroy();
      throw error;
    }
  }

  static async #opened(file: string, options: ViewsDatabaseOptions): Promise<ViewsDatabase> {
    createPrivately(file);
    const writer = await writingConnection(file, mainThread).initialize();
    try {
      await writer.query('SELECT count(*) FROM sqlite_master');
      return new ViewsDatabase(writer, await readingConnection(file, options.eventFile).initialize(), options);
    } catch (error) {
      await writer.destroy();
      throw error;
    }
  }

  get eventFile(): string | undefined {
    return this.options.eventFile;
  }

  get dialect(): Dialect {
    return this.writer.options.type === 'postgres' ? 'postgres' : 'sqlite';
  }

  get scratch(): Scratch | undefined {
    return this.dialect === 'sqlite' ? { schema: 'temp', write: (work) => this.write(work) } : undefined;
  }

  turn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take('write', work);
  }

  write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.turn(() => this.transaction(work));
  }

  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#onWriter(async (runner) => {
      const { control, session } = await this.#transacting(runner);
      return inTransaction(this.#told(control), () => work(session));
    });
  }

  outside<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#onWriter((runner) => work(this.#session(runner)));
  }

  /** Rows of a SELECT on the reading connection: only committed ones. @throws EventStoreError STORE_DAMAGED for texts that cannot be read */
  async select<R>(sql: string, parameters: readonly Cell[] = []): Promise<R[]> {
    this.options.onStatement?.(sql);
    try {
      const run = (text: string): Promise<R[]> => this.reader.query<R[]>(this.#translated(text), [...parameters]);
      return await selectWithEntries(run, sql, this.eventFile);
    } catch (error) {
      this.damaged(error);
      throw error;
    }
  }

  /** Registers the listener that rebuilds the views when the file is damaged. */
  onDamaged(listener: (error: unknown) => void): void {
    this.#onDamaged = listener;
  }

  /** Registers a listener that has connections of its own to the file and must reopen them when the file is replaced. */
  onReplaced(listener: () => void): void {
    this.#onReplaced = listener;
  }

  /** Reports damage if the error means damage. Errors thrown by this database have been reported already. */
  damaged(error: unknown): void {
    if (this.dialect === 'sqlite' && isCorrupt(error)) this.#onDamaged(error);
  }

  /** Keeps the damaged file under another name and opens an empty one. Nobody else may use the database meanwhile. */
  async replace(error: unknown): Promise<void> {
    const file = String(this.writer.options.database);
    await this.turn(async () => {
      for (const source of [this.reader, this.writer]) await this.#disconnect(source);
      const kept = keepDamaged(file);
      createPrivately(file);
      await this.writer.initialize();
      await this.reader.initialize();
      this.#onReplaced();
      this.options.onReplaced?.(kept, error);
    });
  }

  /** Finishes the current write, then closes. Closing twice is no error. */
  close(): Promise<void> {
    return (this.#closing ??= this.#disconnect(this.reader).then(() => this.turn(() => this.#disconnect(this.writer))));
  }

  /**
   * PostgreSQL only: closes at once. Running writes are aborted, even if the server does not answer, and no new ones start: for a process
   * that has lost the right to write.
   */
  sever(): Promise<void> {
    for (const runner of this.#runners) breakOff(runner);
    return this.close();
  }

  async #onWriter<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    if (!this.writer.isInitialized) await this.#reconnect();
    const runner = this.writer.createQueryRunner();
    this.#runners.add(runner);
    try {
      return await work(runner);
    } catch (error) {
      this.damaged(error);
      throw error;
    } finally {
      this.#runners.delete(runner);
      if (this.dialect === 'postgres') await runner.release();
    }
  }

  /** Opens a new connection in place of the discarded one, when the first caller needs it. */
  #reconnect(): Promise<unknown> {
    if (this.#closing) throw new Error('the views database is closed');
    return (this.#reconnecting ??= this.writer.initialize().finally(() => (this.#reconnecting = undefined)));
  }

  async #transacting(runner: QueryRunner): Promise<{ control: TransactionControl; session: Session }> {
    const session = this.#session(runner);
    if (this.dialect === 'postgres') return { control: postgresTransaction(runner), session };
    const connection = (await runner.connect()) as TransactingConnection;
    return { control: sqliteTransaction(connection, () => this.#disconnect(this.writer)), session: inside(session, connection) };
  }

  /** Reports each statement to `onStatement`, for tests that count or interrupt them. */
  #told(control: TransactionControl): TransactionControl {
    const { onStatement } = this.options;
    if (!onStatement) return control;
    return {
      ...control,
      begin: async () => (onStatement('BEGIN'), control.begin()),
      commit: async () => (onStatement('COMMIT'), control.commit()),
    };
  }

  async #disconnect(source: DataSource): Promise<void> {
    if (source.isInitialized) await source.destroy();
  }

  #session(runner: QueryRunner): Session {
    const query = async (sql: string, parameters: readonly Cell[]): Promise<QueryResult> => {
      this.options.onStatement?.(sql);
      return runner.query(this.#translated(sql), parameters as Cell[], true);
    };
    return {
      dialect: this.dialect,
      run: async (sql, parameters = []) => (await query(sql, parameters)).affected ?? 0,
      all: async <R>(sql: string, parameters: readonly Cell[] = []) => (await query(sql, parameters)).records as R[],
    };
  }

  #translated(sql: string): string {
    return this.dialect === 'postgres' ? numberPlaceholders(sql) : sql;
  }
}
