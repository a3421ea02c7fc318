import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';

const busyTimeoutMs = 1_000;

/** A SQLite file opened read-only. */
export interface Readable {
  readonly file: Database.Database;
  /** Closes the file. Closing twice is no error. */
  readonly release: () => void;
}

/**
 * Opens a SQLite file for a user who may only read it. With a write-ahead log SQLite has to write beside the file: if that is forbidden and
 * no other process has the file open, a copy in the system's temporary folder (TMPDIR) is read instead and removed afterwards.
 * @throws SQLite's error
 */
export function openReadable(path: string): Readable {
  try {
    return opened(path, () => undefined);
  } catch (error) {
    if (!isForbidden(error)) throw error;
  }
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-reading-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copy(path + suffix, join(folder, basename(path) + suffix));
    return opened(join(folder, basename(path)), remove);
  } catch (error) {
    remove();
    throw error;
  }
}

function opened(path: string, after: () => void): Readable {
  const file = new Database(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  const release = (): void => {
    file.close();
    after();
  };
  try {
    // SQLite opens the write-ahead log only at the first query.
    file.prepare('select count(*) from sqlite_schema').get();
    return { file, release };
  } catch (error) {
    file.close();
    throw error;
  }
}

function copy(from: string, to: string): void {
  copyFileSync(from, to);
  chmodSync(to, 0o600);
}

/** Whether the error means a lack of permission. SQLite also says CANTOPEN when it cannot create the write-ahead log. */
const isForbidden = (error: unknown): boolean =>
  ['SQLITE_CANTOPEN', 'SQLITE_READONLY'].some((code) => String((error as { code?: unknown }).code).startsWith(code));
