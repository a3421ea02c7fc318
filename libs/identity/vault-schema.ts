import pg from 'pg';
import { DataSource } from 'typeorm';
import { expectAnswering, unusable } from './expect-answering.js';
import { vaultEntities } from './entities.js';
import { type Alone, VAULT_MIGRATIONS, VaultDatabase } from './vault-database.js';

/** Held while tables or the first token are made: replicas that start at the same time do so one after the other. */
const LOCK = 1_986_098_292;

/** The pool does not listen to a connection that it hands out: its breaking would end the process, and whoever asks on it is told anyway. */
class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

const keeping: Alone = {
  begin: async (runner) => {
    await runner.query('begin');
    await runner.query('select pg_advisory_xact_lock($1)', [LOCK]);
  },
  // The pool never hands out again what is broken off.
  discard: async (runner) => ((await runner.connect()) as pg.Client).connection.stream.destroy(),
};

/**
 * The vault in the schema `vault` of a PostgreSQL database, made when it is missing. Nothing that is done to views touches it.
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, where the database does not answer
 */
export async function openVaultSchema(url: string): Promise<VaultDatabase> {
  await expectAnswering(url);
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: 'vault',
    applicationName: 'evenkeel vault',
    poolSize: 4,
    connectTimeoutMS: 5_000,
    installExtensions: false,
    poolErrorHandler: () => undefined,
    extra: { query_timeout: 5_000, keepAlive: true, keepAliveInitialDelayMillis: 5_000, Client: HeardClient },
    entities: [...vaultEntities('bytea')],
    ...VAULT_MIGRATIONS,
  });
  return new VaultDatabase(source, url, keeping).open().catch((error: unknown) => {
    throw unusable(error);
  });
}
