import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

/** The path of the event file in a folder. */
export const eventFileOf = (folder: string): string => join(folder, 'events.sqlite');

/** Changes the event file of a folder that no store has open, as a SQLite tool would. */
export function edit(folder: string, ...statements: readonly string[]): void {
  const file = new Database(eventFileOf(folder));
  try {
    for (const sql of statements) file.exec(sql);
  } finally {
    file.close();
  }
}

/** Changes bytes of a closed file. */
export function patch(path: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
}

/** Puts a store of 20 events into a folder in the layout of version 0.1.0: without checksums. */
export function putFirstLayout(folder: string): void {
  copyFileSync(fileURLToPath(new URL('layout-1.sqlite', import.meta.url)), eventFileOf(folder));
}
