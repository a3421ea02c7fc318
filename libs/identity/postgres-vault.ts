import pg from 'pg';
import { ensureDataFolder } from '#event-store/data-folder.js';
import { Directory } from './directory.js';
import { expectAnswering, unusable } from './expect-answering.js';
import { PostgresTransfer } from './postgres-transfer.js';
import { makeTokenFile } from './token-file.js';
import { ADMINISTRATOR, digest, holderOf, Tokens, type MadeToken, type TokenHolder, type TokenRow } from './tokens.js';
import { Vault } from './vault.js';

/** Held while the schema or the first token is made: replicas that start at the same time do so one after the other. */
const LOCK = 1_986_098_292;

const schema = `
  create schema if not exists vault;
  create table if not exists vault.names (person text primary key, name text not null);
  create table if not exists vault.tokens (person text primary key, hash bytea not null unique, source text not null);
`;

const putToken = `insert into vault.tokens (person, hash, source) values ($1, $2, $3)
  on conflict (person) do update set hash = excluded.hash, source = excluded.source`;

/**
 * The vault in the schema `vault` of a PostgreSQL database, made when it is missing. Nothing that is done to views touches it.
 * @param folder where a generated token is written for its owner to read
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, where the database does not answer
 */
export async function openPostgresVault(url: string, folder: string): Promise<Vault> {
  await expectAnswering(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    application_name: 'evenkeel vault',
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  });
  // One that dies while idle is replaced by the next that is asked for.
  pool.on('error', () => undefined);
  // The pool does not listen to one that is in use: its breaking would end the process, and whoever uses it is told anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await alone(pool, (client) => client.query(schema));
  } catch (error) {
    await pool.end();
    throw unusable(error);
  }
  let ending: Promise<void> | undefined;
  const transfer = new PostgresTransfer((work) => alone(pool, work));
  return new Vault(new PostgresDirectory(pool), new PostgresTokens(pool, folder), transfer, () => (ending ??= pool.end()));
}

class PostgresDirectory extends Directory {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const { rows } = await this.pool.query<{ person: string; name: string }>(
      'select person, name from vault.names where person = any($1)',
      [ids],
    );
    return new Map(rows.map(({ person, name }) => [person, name]));
  }

  async set(id: string, name: string): Promise<void> {
    await this.pool.query(
      'insert into vault.names (person, name) values ($1, $2) on conflict (person) do update set name = excluded.name',
      [id, name],
    );
  }
}

class PostgresTokens extends Tokens {
  constructor(
    private readonly pool: pg.Pool,
    private readonly folder: string,
  ) {
    super();
  }

  async verify(token: string): Promise<TokenHolder | undefined> {
    const hash = digest(token);
    const { rows } = await this.pool.query<TokenRow>('select person, hash from vault.tokens where hash = $1', [hash]);
    return holderOf(rows[0], hash);
  }

  ensureAdministrator(configured?: string): Promise<MadeToken | undefined> {
    return alone(this.pool, async (client) => {
      if (configured !== undefined) {
        await client.query(putToken, [ADMINISTRATOR, digest(configured), 'configured']);
        return undefined;
      }
      const { rows } = await client.query<{ source: string }>('select source from vault.tokens where person = $1', [ADMINISTRATOR]);
      if (rows[0]?.source === 'generated') return undefined;
      const made = makeTokenFile(ensureDataFolder(this.folder));
      await client.query(putToken, [ADMINISTRATOR, digest(made.token), 'generated']);
      return made;
    });
  }
}

async function alone<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
