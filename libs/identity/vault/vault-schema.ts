import type pg from 'pg';
import { DataSource } from 'typeorm';
import { answeringClient } from '#projection-engine/database/postgres-client.js';
import { expectAnswering, unusable } from './expect-answering.js';
import { vaultEntities } from './entities.js';
import { type Alone, VAULT_MIGRATIONS, VaultDatabase } from './vault-database.js';

/** The advisory lock that is held while tables or the first token are created: replicas that start at the same time wait for each other. */
const LOCK = 1_986_098_292;

/** The time limit for a look-up, which every request makes, in milliseconds. */
const ANSWER_MS = 5_000;

const keeping: Alone = {
  begin: async (runner) => {
    await runner.query('begin');
    await runner.query('select pg_advisory_xact_lock($1)', [LOCK]);
  },
  // The pool never hands out a destroyed connection again.
  discard: async (runner) => ((await runner.connect()) as pg.Client).connection.stream.destroy(),
};

/**
 * Opens the vault in the schema `vault` of a PostgreSQL database and creates it if missing. Changes to the views never touch it.
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, if the database does not answer
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
    extra: { keepAlive: true, keepAliveInitialDelayMillis: 5_000, Client: answeringClient(ANSWER_MS) },
    entities: [...vaultEntities('bytea')],
    ...VAULT_MIGRATIONS,
  });
  return new VaultDatabase(source, url, keeping).open().catch((error: unknown) => {
    throw unusable(error);
  });
}
