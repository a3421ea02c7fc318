import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import pg from 'pg';
import { answeringClient, HeardClient } from './postgres-client.js';
import { VIEWS_SCHEMA } from './postgres-schemas.js';
import type { TransactionControl } from './transaction.js';

const INT8 = 20;
const NUMERIC = 1_700;

/** Whole numbers and sums come as numbers, as they do from SQLite: none here exceeds what a double holds. */
const numbers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format)) as never,
};

/** Tells the other side that it is gone within some fifteen seconds, also where a machine vanished without a word. */
const keepAlive = ['tcp_keepalives_idle=5', 'tcp_keepalives_interval=3', 'tcp_keepalives_count=3'];

/** A query that PostgreSQL has not answered by then is given up there, and where it does not say so either, here: in milliseconds. */
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
    // A connection that dies while idle is replaced by the next that is asked for; the question at hand says what is wrong.
    poolErrorHandler: () => undefined,
    extra: { types: numbers, keepAlive: true, keepAliveInitialDelayMillis: 5_000, options: settings([...keepAlive, ...own]), ...more },
  } satisfies DataSourceOptions);

/**
 * Writers take turns: two connections, one of them for what is read beside a transaction. Their commits are not waited for to
 * reach the disk: after a power cut the last ones come again from the events. A lock is waited for longer than a question lasts, and
 * a transaction that has been left alone is of a process that stands still: it holds up whoever takes its place.
 */
export const writingPool = (url: string): DataSource =>
  connection(url, {
    name: 'views',
    connections: 4,
    settings: [`search_path=${VIEWS_SCHEMA}`, 'synchronous_commit=off', 'lock_timeout=40s', 'idle_in_transaction_session_timeout=20s'],
    Client: HeardClient,
  });

/** Queries have connections of their own, that only read, and look for tables in these schemas, in this order. */
export const readingPool = (url: string, schemas: readonly string[]): DataSource =>
  connection(url, {
    name: 'queries',
    connections: 10,
    settings: [`search_path=${schemas.join(',')}`, 'default_transaction_read_only=on', `statement_timeout=${STATEMENT_MS}`],
    Client: answeringClient(ANSWER_MS),
  });

/** Ends the connection that a runner works on, in the middle of whatever it does there. */
export function breakOff(runner: QueryRunner): void {
  discard(runner).catch(() => undefined);
}

/** Ends the connection that a runner works on; the pool never hands it out again. */
async function discard(runner: QueryRunner): Promise<void> {
  const { stream } = ((await runner.connect()) as pg.Client).connection;
  if (stream.closed) return;
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  stream.destroy();
  await closed;
}

export const postgresTransaction = (runner: QueryRunner): TransactionControl => ({
  begin: () => tell(runner, 'BEGIN', 'BEGIN'),
  // Of a transaction in which a statement has failed PostgreSQL answers a COMMIT with ROLLBACK, and calls it no error.
  commit: () => tell(runner, 'COMMIT', 'COMMIT'),
  rollback: () => tell(runner, 'ROLLBACK', 'ROLLBACK'),
  discard: () => discard(runner),
});

async function tell(runner: QueryRunner, statement: string, expected: string): Promise<void> {
  const { command } = await ((await runner.connect()) as pg.Client).query(statement);
  if (command !== expected) throw Object.assign(new Error(`PostgreSQL answered ${statement} with ${command}`), { code: '40000' });
}
