import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { createPrivately } from '../file/event-file.js';
import { storeError } from '../file/sqlite-errors.js';

/**
 * Takes the data folder for this process alone, by an exclusive transaction, never committed, on a lock file. The operating system releases
 * the lock when the process dies for any reason. Nothing else may open that file: closing any other handle of it in this process would
 * release the lock as well (POSIX).
 * @returns a function that releases the folder
 * @throws EventStoreError STORE_OWNED if another store, in any process, holds the folder
 */
export function takeOwnership(folder: string): () => void {
  const path = join(folder, 'owner.lock');
  let lock: Database.Database | undefined;
  try {
    ownersAlone(path);
    lock = new Database(path, { timeout: 0 });
    lock.exec('begin exclusive');
    const held = lock;
    return () => void held.close();
  } catch (error) {
    lock?.close();
    throw isBusy(error) ? owned(folder) : storeError(error, path);
  }
}

/**
 * Makes the lock file readable by its owner alone: anybody who can read it can hold its lock. An older version made it readable for all.
 * Only the mode is changed, because opening the file here could release the lock.
 */
function ownersAlone(path: string): void {
  createPrivately(path);
  const { mode, uid } = statSync(path);
  if ((mode & 0o077) !== 0 && uid === process.geteuid?.()) chmodSync(path, 0o600);
}

const isBusy = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');

const owned = (folder: string): EventStoreError =>
  new EventStoreError(
    'STORE_OWNED',
    `the data folder ${folder} is in use by another Evenkeel process: stop that one, or work through it by EVENKEEL_URL`,
    true,
    `数据目录 ${folder} 正被另一个 Evenkeel 进程使用：请先停止它，或设置 EVENKEEL_URL 与 EVENKEEL_TOKEN，通过它来操作`,
  );
