import Database from 'better-sqlite3';
import pg from 'pg';

/** What happens to a statement: it is not run · it is not run, and its transaction is rolled back · it is run, but its answer is lost. */
export type Fault = 'refused' | 'rolled back' | 'answer lost';

export interface Armed {
  /** How many statements the writing connections have received since the faults were armed. */
  seen: number;
  /** The statements that failed. */
  readonly failed: string[];
}

interface Plan {
  readonly fault: Fault;
  /** The number of the first statement that fails, from 1. */
  readonly nth: number;
  /** How many consecutive statements fail. */
  readonly times: number;
  /** Only statements that begin with this word are counted and fail; default: every statement. */
  readonly kind?: string;
  /** Whether the following rollbacks fail, too, and roll nothing back. */
  readonly rollbacksFail: boolean;
}

const full = (code: string): Error => Object.assign(new Error('no space left, says the test'), { code });

/** Makes statements of the writing connections fail below TypeORM, as a failing disk would. */
export class DriverFaults {
  #plan: Plan | undefined;
  #armed: Armed = { seen: 0, failed: [] };
  readonly #restore: (() => void)[] = [];

  constructor() {
    this.#patchSqlite();
    this.#patchPostgres();
  }

  arm(plan: Plan): Armed {
    this.#plan = plan;
    return (this.#armed = { seen: 0, failed: [] });
  }

  disarm(): void {
    this.#plan = undefined;
  }

  remove(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }

  /** The fault for the current statement; undefined: none. */
  #next(sql: string): Fault | undefined {
    if (!this.#plan) return undefined;
    const { fault, nth, times, kind = '', rollbacksFail } = this.#plan;
    const isDue = sql.startsWith(kind) && ++this.#armed.seen >= nth && this.#armed.failed.length < times;
    const isRollback = rollbacksFail && sql.toUpperCase() === 'ROLLBACK' && this.#armed.failed.length > 0;
    if (!isDue && !isRollback) return undefined;
    this.#armed.failed.push(sql);
    return isRollback ? 'refused' : fault;
  }

  #patchSqlite(): void {
    const probe = new Database(':memory:');
    const statements = Object.getPrototypeOf(probe.prepare('select 1')) as Record<'run' | 'all', Run>;
    probe.close();
    const { exec } = Database.prototype as { exec: (this: Database.Database, sql: string) => Database.Database };
    type Run = (this: Database.Statement, ...parameters: unknown[]) => unknown;
    const { run, all } = statements;
    const meeting = <T>(database: Database.Database, sql: string, go: () => T): T => {
      const fault = database.readonly ? undefined : this.#next(sql);
      if (fault === undefined) return go();
      if (fault === 'answer lost') go();
      if (fault === 'rolled back' && database.inTransaction) exec.call(database, 'ROLLBACK');
      throw full('SQLITE_FULL');
    };
    statements.run = function (...parameters) {
      return meeting(this.database, this.source, () => run.apply(this, parameters));
    };
    statements.all = function (...parameters) {
      return meeting(this.database, this.source, () => all.apply(this, parameters));
    };
    Database.prototype.exec = function (this: Database.Database, sql: string) {
      return meeting(this, sql, () => exec.call(this, sql));
    };
    this.#restore.push(
      () => Object.assign(statements, { run, all }),
      () => Object.assign(Database.prototype, { exec }),
    );
  }

  #patchPostgres(): void {
    type Query = (this: pg.Client, ...question: unknown[]) => Promise<unknown>;
    const prototype = pg.Client.prototype as unknown as { query: Query };
    const { query } = prototype;
    const next = (client: pg.Client, sql: unknown): Fault | undefined =>
      isWriter(client) && typeof sql === 'string' ? this.#next(sql) : undefined;
    prototype.query = function (...question) {
      const fault = next(this, question[0]);
      if (fault === undefined) return query.apply(this, question);
      const before =
        fault === 'answer lost' ? query.apply(this, question) : fault === 'rolled back' ? query.call(this, 'ROLLBACK') : undefined;
      return Promise.resolve(before).then(() => {
        throw full('53100');
      });
    };
    this.#restore.push(() => Object.assign(prototype, { query }));
  }
}

const isWriter = (client: pg.Client): boolean =>
  (client as unknown as { connectionParameters: { application_name?: string } }).connectionParameters.application_name === 'evenkeel views';
