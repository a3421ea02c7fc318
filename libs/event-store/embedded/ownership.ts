import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { storeError } from './sqlite-errors.js';

/**
 * Takes the data folder for this process alone: an exclusive transaction, never committed, on a file of its own. The
 * system frees it when the process dies, however it dies. Nothing else may open that file: closing any other handle of
 * it in this process would free the lock as well (POSIX).
 * @returns gives the folder free again
 * @throws EventStoreError STORE_OWNED where another store, of any process, holds it
 */
export function takeOwnership(folder: string): () => void {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(join(folder, 'owner.lock'), { timeout: 0 });
    lock.exec('begin exclusive');
    const held = lock;
    return () => void held.close();
  } catch (error) {
    lock?.close();
    throw isBusy(error) ? owned(folder) : storeError(error);
  }
}

const isBusy = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');

const owned = (folder: string): EventStoreError =>
  new EventStoreError(
    'STORE_OWNED',
    `the data folder ${folder} is in use by another Evenkeel process: stop that one, or work through it by EVENKEEL_URL`,
    true,
  );
