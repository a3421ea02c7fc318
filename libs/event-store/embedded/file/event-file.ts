import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { DataFolderError, reasonOf } from '../../data-folder.js';
import { addChecksums } from './add-checksums.js';
import { openReadable, type Readable } from '../reading/readable.js';
import { storeError } from './sqlite-errors.js';

/** SQLite's application id in the file header, "EvKl": marks the file as ours. */
const applicationId = 0x45_76_4b_6c;
const schemaVersion = 2;
/** The layout version of files without checksums. */
const firstVersion = 1;
const busyTimeoutMs = 1_000;

// The row number is the position. `id` needs no index: a retried append is recognised by its revision in the stream.
const schema = `
  create table events (
    position integer primary key,
    stream text not null,
    revision integer not null,
    id text not null,
    type text not null,
    data text not null,
    metadata text not null,
    checksum integer not null
  ) strict;
  create unique index events_by_stream on events (stream, revision);
  pragma application_id = ${applicationId};
  pragma user_version = ${schemaVersion};
`;

/** Binds to an INSERT with the eight columns of an event. */
export const insertEvent =
  'insert into events (position, stream, revision, id, type, data, metadata, checksum) values (?, ?, ?, ?, ?, ?, ?, ?)';

/** The path of the SQLite file with the events of a data folder. */
export const eventFileIn = (folder: string): string => join(folder, 'events.sqlite');

/**
 * Opens the event file of a data folder: creates it if missing and upgrades the previous layout. Uses a write-ahead log; every commit is on
 * the disk before it returns.
 * @throws EventStoreError STORE_UNAVAILABLE, STORE_READ_ONLY, STORE_FULL
 */
export function openEventFile(folder: string): Database.Database {
  const path = eventFileIn(folder);
  return guarded(path, () => {
    createPrivately(path);
    const file = new Database(path, { timeout: busyTimeoutMs });
    return closedOnError(file, () => {
      applyDurability(file);
      if (file.pragma('user_version', { simple: true }) === 0 && !hasTables(file)) file.transaction(() => file.exec(schema))();
      expectOurs(file, path);
      if (!hasChecksums(file)) {
        addChecksums(file);
        file.pragma(`user_version = ${schemaVersion}`);
      }
      return file;
    });
  });
}

/** Whether every event has its checksum; false before the first start with a version that writes checksums. */
export const hasChecksums = (file: Database.Database): boolean => file.pragma('user_version', { simple: true }) !== firstVersion;

/** The settings under which an acknowledged append survives kill -9 and power loss. */
export function applyDurability(file: Database.Database): void {
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  // On macOS a plain fsync stays in the drive's cache; elsewhere this does nothing.
  file.pragma('fullfsync = ON');
  file.pragma('journal_size_limit = 67108864');
}

/**
 * Opens a read-only connection beside the writing one of the same folder; needs no write permission.
 * @throws EventStoreError STORE_UNAVAILABLE if there is no event file
 */
export function openEventFileForReading(folder: string): Readable {
  const path = eventFileIn(folder);
  if (!existsSync(path)) throw new EventStoreError('STORE_UNAVAILABLE', `there is no event store in ${folder}`);
  return guarded(path, () => {
    const readable = openReadable(path);
    try {
      expectOurs(readable.file, path);
      return readable;
    } catch (error) {
      readable.release();
      throw error;
    }
  });
}

/**
 * Creates an empty file that only its owner may read; SQLite gives the log and index files beside it the same mode. An existing file is not
 * opened: closing it would drop the locks that a connection of this process holds on it.
 */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new DataFolderError(path, reasonOf(error));
    }
  }
}

const hasTables = (file: Database.Database): boolean => file.prepare('select 1 from sqlite_schema limit 1').get() !== undefined;

function expectOurs(file: Database.Database, path: string): void {
  if (file.pragma('application_id', { simple: true }) !== applicationId) {
    throw new EventStoreError('STORE_UNAVAILABLE', `${path} is not an event store`);
  }
  const version = file.pragma('user_version', { simple: true });
  if (version !== schemaVersion && version !== firstVersion) {
    throw new EventStoreError(
      'STORE_UNAVAILABLE',
      `${path} has layout ${String(version)}; this version of Evenkeel reads layout ${schemaVersion} and the one before`,
    );
  }
}

function guarded<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw storeError(error, path);
  }
}

function closedOnError<T>(file: Database.Database, use: () => T): T {
  try {
    return use();
  } catch (error) {
    file.close();
    throw error;
  }
}
