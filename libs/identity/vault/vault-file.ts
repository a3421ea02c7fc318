import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { ensureDataFolder } from '#event-store/data-folder.js';
import { applyDurability, createPrivately } from '#event-store/embedded/file/event-file.js';
import { vaultEntities } from './entities.js';
import { type Alone, VAULT_MIGRATIONS, VaultDatabase } from './vault-database.js';

const keeping: Alone = {
  begin: (runner) => runner.query('begin immediate'),
  // SQLite refuses to roll back if it has already done so by itself, as after a failed commit on a full disk.
  discard: () => Promise.resolve(),
};

/**
 * Opens `vault.sqlite` of the data folder with what cannot be derived from events: people's names and tokens. Created if missing, readable
 * by its owner alone; a rebuild never touches it. Several processes may open it.
 * @throws EventStoreError STORE_UNAVAILABLE if the folder cannot be created or the file cannot be used
 */
export async function openVaultFile(folder: string): Promise<VaultDatabase> {
  const path = join(ensureDataFolder(folder), 'vault.sqlite');
  createPrivately(path);
  const source = new DataSource({
    type: 'better-sqlite3',
    database: path,
    timeout: 5_000,
    prepareDatabase: (file: Database) => {
      expectVault(file);
      applyDurability(file);
    },
    entities: [...vaultEntities('blob')],
    ...VAULT_MIGRATIONS,
  });
  return new VaultDatabase(source, path, keeping).open().catch((error: unknown) => {
    if (error instanceof EventStoreError) throw error;
    throw new EventStoreError(
      'STORE_UNAVAILABLE',
      `${path} cannot be used as the vault: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
}

/** Refuses another file in the vault's place: it would become an empty vault, and every name and token would be lost silently. */
function expectVault(file: Database): void {
  const tables = file.prepare("select name from sqlite_schema where type = 'table'").pluck().all();
  if (tables.length === 0 || tables.includes('names')) return;
  throw new EventStoreError(
    'STORE_UNAVAILABLE',
    `${file.name} cannot be used as the vault: it is another database, without names and tokens. Put the vault.sqlite of this data folder back`,
    false,
    `${file.name} 不是存放姓名与令牌的文件，而是另一个数据库。请放回此数据目录的 vault.sqlite`,
  );
}
