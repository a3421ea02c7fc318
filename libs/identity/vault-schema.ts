import type pg from 'pg';
import { DataSource } from 'typeorm';
import { answeringClient } from '#projection-engine/database/postgres-client.js';
import { expectAnswering, unusable } from './expect-answering.js';
import { vaultEntities } from './entities.js';
import { type Alone, VAULT_MIGRATIONS, VaultDatabase } from './vault-database.js';

/** Held while tables or the first token are made: replicas that start at the same time do so one after the other. */
const LOCK = 1_986_098_292;

/** A look-up of every request is given up after so long. */
const ANSWER_MS = 5_000;

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
    extra: { keepAlive: true, keepAliveInitialDelayMillis: 5_000, Client: answeringClient(ANSWER_MS) },
    entities: [...vaultEntities('bytea')],
    ...VAULT_MIGRATIONS,
  });
  return new VaultDatabase(source, url, keeping).open().catch((error: unknown) => {
    throw unusable(error);
  });
}
