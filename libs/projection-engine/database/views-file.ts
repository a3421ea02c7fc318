import { closeSync, openSync, renameSync } from 'node:fs';

/**
 * Gives a damaged SQLite file another name, together with its log: it may hold the only other copy of an event.
 * @returns that name, which tells the time
 */
export function keepDamaged(file: string, now = new Date()): string {
  const kept = `${file}.damaged-${now.toISOString().replaceAll(':', '-')}`;
  for (const end of ['', '-wal']) moveIfThere(file + end, kept + end);
  // An index of the log, made anew by whoever opens the file.
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
 * Makes the file, readable by its owner alone; the log and index files beside it take over its mode. A file that is there is left alone: closing it here would drop
 * the locks that SQLite holds on it in this process.
 */
export function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
