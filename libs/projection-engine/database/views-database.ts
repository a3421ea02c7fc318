import type { DataSource, QueryResult, QueryRunner } from 'typeorm';
import type { Cell } from '#event-sourcing/projection.js';
import { KeyedMutex } from '#async/keyed-mutex.js';
import { isCorrupt } from './database-errors.js';
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
  /** Gives the number of rows that changed. */
  run(sql: string, parameters?: readonly Cell[]): Promise<number>;
  all<R>(sql: string, parameters?: readonly Cell[]): Promise<R[]>;
}

export type RunExclusive = <T>(work: () => Promise<T>) => Promise<T>;

/** Where a rebuild writes. */
export interface WritingDatabase {
  /** Runs `work` when those who asked earlier are done; nobody else writes meanwhile. */
  turn: RunExclusive;
  /** One transaction in a turn of its own: committed when `work` is done, rolled back when it throws. */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** One transaction within a turn that the caller holds. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Statements outside of a transaction: for reading what this writer alone writes. */
  outside<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

export interface ViewsDatabaseOptions {
  /** Hears of every statement before it runs, BEGIN and COMMIT included: for tests that count or interrupt. */
  readonly onStatement?: (sql: string) => void;
  /** Hears that the file was damaged, and under which name it is kept; a new one has taken its place. */
  readonly onReplaced?: (kept: string, error: unknown) => void;
}

/**
 * The views' database. Writers take turns here, one transaction each: on SQLite TypeORM has one connection, and the
 * statements of two transactions would mix. Queries read on a connection of their own.
 */
export class ViewsDatabase implements WritingDatabase {
  readonly #turns = new KeyedMutex();
  /** What is under way on the writing connections. */
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

  /** Opens the file, made when it is missing (0600). A file beyond use is kept under another name and made anew: views are derivable. */
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
   * Opens the schema `views` of a PostgreSQL database, made when it is missing.
   * @param schemas where queries look for tables, in this order
   */
  static async openPostgres(url: string, schemas: readonly string[], options: ViewsDatabaseOptions = {}): Promise<ViewsDatabase> {
    const writer = await writingPool(url).initialize();
    try {
      const [there] = await writer.query<unknown[]>('SELECT 1 FROM pg_namespace WHERE nspname = $1', [VIEWS_SCHEMA]);
      // Two that start at the same time may both find it missing.
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
      return new ViewsDatabase(writer, await readingConnection(file).initialize(), options);
    } catch (error) {
      await writer.destroy();
      throw error;
    }
  }

  get dialect(): Dialect {
    return this.writer.options.type === 'postgres' ? 'postgres' : 'sqlite';
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

  /** Rows of a SELECT on the reading connection: only what is committed. */
  async select<R>(sql: string, parameters: readonly Cell[] = []): Promise<R[]> {
    this.options.onStatement?.(sql);
    try {
      return await this.reader.query<R[]>(this.#translated(sql), [...parameters]);
    } catch (error) {
      this.damaged(error);
      throw error;
    }
  }

  /** Whoever is told here makes the views anew. */
  onDamaged(listener: (error: unknown) => void): void {
    this.#onDamaged = listener;
  }

  /** Whoever has connections of their own to the file is told that it is another one now. */
  onReplaced(listener: () => void): void {
    this.#onReplaced = listener;
  }

  /** Tells of damage where that is what an error says; what this database throws has been told already. */
  damaged(error: unknown): void {
    if (this.dialect === 'sqlite' && isCorrupt(error)) this.#onDamaged(error);
  }

  /** Keeps the damaged file under another name and opens an empty one in its place. Nobody else may be at work. */
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

  /** Finishes the turn at hand. Closing twice is no error. */
  close(): Promise<void> {
    return (this.#closing ??= this.#disconnect(this.reader).then(() => this.turn(() => this.#disconnect(this.writer))));
  }

  /**
   * PostgreSQL only: closes at once. Writes under way are aborted, whether or not the server answers, and no new ones start: for a process
   * that may no longer write.
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

  /** The connection that was discarded is replaced by the first who needs one. */
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
