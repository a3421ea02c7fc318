import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { createPrivately } from '../file/event-file.js';
import { storeError } from '../file/sqlite-errors.js';

/**
 * Takes the data folder for this process alone: an exclusive transaction, never committed, on a file of its own. The
 * system frees it when the process dies, however it dies. Nothing else may open that file: closing any other handle of
 * it in this process would free the lock as well (POSIX).
 * @returns gives the folder free again
 * @throws EventStoreError STORE_OWNED where another store, of any process, holds it
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

/** Whoever can read it can hold its lock. An older version made it for all to read; opening it here could free the lock. */
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
