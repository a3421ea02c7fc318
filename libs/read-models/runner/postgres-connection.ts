import { DataSource, type DataSourceOptions } from 'typeorm';
import { types } from 'pg';
import { VIEWS_SCHEMA } from './postgres-schemas.js';

const INT8 = 20;
const NUMERIC = 1_700;

/** Whole numbers and sums come as numbers, as they do from SQLite: none here exceeds what a double holds. */
const numbers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : (types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format)) as never,
};

/** Tells the other side that it is gone within some fifteen seconds, also where a machine vanished without a word. */
const keepAlive = ['tcp_keepalives_idle=5', 'tcp_keepalives_interval=3', 'tcp_keepalives_count=3'];

const settings = (all: readonly string[]): string => all.map((setting) => `-c ${setting}`).join(' ');

interface Purpose {
  readonly name: string;
  readonly connections: number;
  readonly settings: readonly string[];
}

const connection = (url: string, { name, connections, settings: own }: Purpose): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    applicationName: `evenkeel ${name}`,
    poolSize: connections,
    connectTimeoutMS: 5_000,
    installExtensions: false,
    // A connection that dies while idle is replaced by the next that is asked for; the question at hand says what is wrong.
    poolErrorHandler: () => undefined,
    extra: { types: numbers, keepAlive: true, options: settings([...keepAlive, ...own]) },
  } satisfies DataSourceOptions);

/**
 * Writers take turns: two connections, one of them for what is read beside a transaction. Their commits are not waited for to
 * reach the disk: after a power cut the last ones come again from the events. A lock is waited for longer than a question lasts.
 */
export const writingPool = (url: string): DataSource =>
  connection(url, {
    name: 'views',
    connections: 4,
    settings: [`search_path=${VIEWS_SCHEMA}`, 'synchronous_commit=off', 'lock_timeout=40s', 'idle_in_transaction_session_timeout=60s'],
  });

/** Queries have connections of their own, that only read, and look for tables in these schemas, in this order. */
export const readingPool = (url: string, schemas: readonly string[]): DataSource =>
  connection(url, {
    name: 'queries',
    connections: 10,
    settings: [`search_path=${schemas.join(',')}`, 'default_transaction_read_only=on', 'statement_timeout=30s'],
  });
