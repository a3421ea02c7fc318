import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';

const busyTimeoutMs = 1_000;

/** A file of SQLite, opened for reading alone. */
export interface Readable {
  readonly file: Database.Database;
  /** Closes it. Twice is no error. */
  readonly release: () => void;
}

/**
 * Opens a file of SQLite for whoever may only read it. SQLite itself needs to write beside a file that has a write-ahead log: where that
 * is not allowed, and nobody else has it open, a copy in the system's temporary folder (TMPDIR) is read and removed afterwards.
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
    // Only now SQLite looks for the log.
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

/** By whom SQLite is: it says CANTOPEN for a log that it cannot make. */
const isForbidden = (error: unknown): boolean =>
  ['SQLITE_CANTOPEN', 'SQLITE_READONLY'].some((code) => String((error as { code?: unknown }).code).startsWith(code));
