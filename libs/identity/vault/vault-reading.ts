import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { readHighWater } from '#event-store/embedded/opening/high-water.js';
import { openReadable } from '#event-store/embedded/reading/readable.js';
import { columnsOf, VAULT_TABLES, type VaultTables } from './entities.js';
import { emptyContents, ordered, type VaultContents } from './vault-transfer.js';

/**
 * Reads the whole vault of a data folder without creating or changing it; empty if there never was one.
 * @throws EventStoreError VAULT_MISSING if there was one or this is unknown, STORE_UNAVAILABLE
 */
export function readVault(folder: string): VaultContents {
  const path = join(folder, 'vault.sqlite');
  if (!existsSync(path)) {
    const mark = readHighWater(folder);
    if (mark !== undefined && mark !== 'unreadable' && !mark.vault) return emptyContents();
    throw new EventStoreError('VAULT_MISSING', `there is no vault.sqlite in ${folder}: restore it, or leave it out with --no-vault`);
  }
  try {
    const { file, release } = openReadable(path);
    try {
      // Uses the driver directly: opening a TypeORM connection would migrate the tables, but a reader must not change anything.
      const present = new Set(file.prepare("select name from sqlite_schema where type = 'table'").pluck().all());
      // A vault of an earlier version has fewer tables.
      const rows = VAULT_TABLES.filter((table) => present.has(table)).map((table) => {
        const found = file.prepare(`select ${columnsOf(table).join(', ')} from ${table}`).all();
        return [table, ordered(table, found as VaultTables[typeof table][])];
      });
      return { ...emptyContents(), ...Object.fromEntries(rows) } as VaultContents;
    } finally {
      release();
    }
  } catch (error) {
    throw new EventStoreError('STORE_UNAVAILABLE', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
