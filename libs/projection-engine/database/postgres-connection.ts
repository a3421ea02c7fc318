import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import pg from 'pg';
import { answeringClient, HeardClient } from './postgres-client.js';
import { VIEWS_SCHEMA } from './postgres-schemas.js';
import type { TransactionControl } from './transaction.js';

const INT8 = 20;
const NUMERIC = 1_700;

/** Reads whole numbers and sums as JavaScript numbers, as SQLite returns them: none here exceeds what a double holds. */
const numbers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format)) as never,
};

/** PostgreSQL notices within about fifteen seconds that this client is gone, even if its machine vanished silently. */
const keepAlive = ['tcp_keepalives_idle=5', 'tcp_keepalives_interval=3', 'tcp_keepalives_count=3'];

/**
 * The time limit for a query, in milliseconds. PostgreSQL aborts the query after that; if it does not answer at all, this client aborts it.
 */
const STATEMENT_MS = 10_000;
const ANSWER_MS = 12_000;

const settings = (all: readonly string[]): string => all.map((setting) => `-c ${setting}`).join(' ');

interface Purpose {
  readonly name: string;
  readonly connections: number;
  readonly settings: readonly string[];
  readonly Client: typeof pg.Client;
}

const connection = (url: string, { name, connections, settings: own, ...more }: Purpose): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    applicationName: `evenkeel ${name}`,
    poolSize: connections,
    connectTimeoutMS: 5_000,
    installExtensions: false,
    // The pool replaces a connection that dies while idle; a query that was running on it reports the error itself.
    poolErrorHandler: () => undefined,
    extra: { types: numbers, keepAlive: true, keepAliveInitialDelayMillis: 5_000, options: settings([...keepAlive, ...own]), ...more },
  } satisfies DataSourceOptions);

/**
 * Writers are serialised: of the two connections one is for reads beside a transaction. Commits do not wait for the disk: after a power
 * failure the last ones are made again from the events. The lock timeout is longer than a query may take, and an idle transaction is ended,
 * because it belongs to a process that hangs and would block its successor.
 */
export const writingPool = (url: string): DataSource =>
  connection(url, {
    name: 'views',
    connections: 4,
    settings: [`search_path=${VIEWS_SCHEMA}`, 'synchronous_commit=off', 'lock_timeout=40s', 'idle_in_transaction_session_timeout=20s'],
    Client: HeardClient,
  });

/** Queries have read-only connections of their own, which look for tables in these schemas, in this order. */
export const readingPool = (url: string, schemas: readonly string[]): DataSource =>
  connection(url, {
    name: 'queries',
    connections: 10,
    settings: [`search_path=${schemas.join(',')}`, 'default_transaction_read_only=on', `statement_timeout=${STATEMENT_MS}`],
    Client: answeringClient(ANSWER_MS),
  });

/** Ends the connection of a query runner at once, whatever the runner is doing. */
export function breakOff(runner: QueryRunner): void {
  discard(runner).catch(() => undefined);
}

/** Ends the connection of a query runner, so that the pool never hands it out again. */
async function discard(runner: QueryRunner): Promise<void> {
  const { stream } = ((await runner.connect()) as pg.Client).connection;
  if (stream.closed) return;
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  stream.destroy();
  await closed;
}

export const postgresTransaction = (runner: QueryRunner): TransactionControl => ({
  begin: () => tell(runner, 'BEGIN', 'BEGIN'),
  // In a transaction with a failed statement PostgreSQL answers COMMIT with ROLLBACK and reports no error.
  commit: () => tell(runner, 'COMMIT', 'COMMIT'),
  rollback: () => tell(runner, 'ROLLBACK', 'ROLLBACK'),
  discard: () => discard(runner),
});

async function tell(runner: QueryRunner, statement: string, expected: string): Promise<void> {
  const { command } = await ((await runner.connect()) as pg.Client).query(statement);
  if (command !== expected) throw Object.assign(new Error(`PostgreSQL answered ${statement} with ${command}`), { code: '40000' });
}
