import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { ensureDataFolder } from '#event-store/data-folder.js';
import { applyDurability, createPrivately } from '#event-store/embedded/file/event-file.js';

const schema = `
  create table if not exists names (person text primary key, name text not null) strict, without rowid;
  create table if not exists tokens (person text primary key, hash blob not null unique, source text not null) strict, without rowid;
`;

/**
 * What cannot be derived from events, in `vault.sqlite` of the data folder: people's names and tokens. Made when it is missing,
 * readable by its owner alone; a rebuild never touches it.
 * @throws EventStoreError STORE_UNAVAILABLE where the folder cannot be made, or the file cannot be used
 */
export function openVaultFile(folder: string): Database.Database {
  const path = join(ensureDataFolder(folder), 'vault.sqlite');
  createPrivately(path);
  let file: Database.Database | undefined;
  try {
    file = new Database(path, { timeout: 5_000 });
    expectVault(file);
    applyDurability(file);
    file.exec(schema);
    return file;
  } catch (error) {
    file?.close();
    if (error instanceof EventStoreError) throw error;
    throw new EventStoreError('STORE_UNAVAILABLE', `${path} cannot be used as the vault: ${reason(error)}`);
  }
}

/** Another file that was put in its place would become an empty vault, and every name and token were gone in silence. */
function expectVault(file: Database.Database): void {
  const tables = file.prepare("select name from sqlite_schema where type = 'table'").pluck().all();
  if (tables.length === 0 || tables.includes('names')) return;
  throw new EventStoreError(
    'STORE_UNAVAILABLE',
    `${file.name} cannot be used as the vault: it is another database, without names and tokens. Put the vault.sqlite of this data folder back`,
    false,
    `${file.name} 不是存放姓名与令牌的文件，而是另一个数据库。请放回此数据目录的 vault.sqlite`,
  );
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
