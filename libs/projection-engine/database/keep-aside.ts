import { renameSync } from 'node:fs';

/**
 * Renames a SQLite file out of the way, with the log that belongs to it: what is in it may be the only other copy of something.
 * @returns its new name, from which the time can be read
 */
export function keepAside(file: string, why: 'damaged', now = new Date()): string {
  const kept = `${file}.${why}-${now.toISOString().replaceAll(':', '-')}`;
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
