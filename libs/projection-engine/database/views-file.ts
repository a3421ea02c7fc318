import { closeSync, openSync, renameSync } from 'node:fs';

/**
 * Renames a damaged SQLite file together with its write-ahead log: they may show how far the events had come.
 * @returns the new name, which contains the time
 */
export function keepDamaged(file: string, now = new Date()): string {
  const kept = `${file}.damaged-${now.toISOString().replaceAll(':', '-')}`;
  for (const end of ['', '-wal']) moveIfThere(file + end, kept + end);
  // The `-shm` file is an index of the log: SQLite makes it again when the file is opened.
  moveIfThere(`${file}-shm`, `${kept}-shm`);
  return kept;
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * Creates the file, readable by its owner alone; SQLite gives the log and index files beside it the same mode. An existing file is left
 * untouched: closing it here would drop the locks that SQLite holds on it in this process.
 */
export function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
