import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EventStoreError } from '#event-sourcing/store/event-store.js';

/** A data folder, or a file in it, that cannot be used. */
export class DataFolderError extends EventStoreError {
  constructor(path: string, reason: string) {
    super(
      'STORE_UNAVAILABLE',
      `${path} cannot be used: ${reason}. EVENKEEL_DATA must name a folder in which this user may create, read and write files.`,
      false,
      `无法使用 ${path}：${reason}。EVENKEEL_DATA 须是当前用户可以创建、读取和写入文件的目录。`,
    );
  }
}

/**
 * Makes sure that the folder exists. A new folder is readable by its owner alone (0700), because events name who did what. If creating it
 * fails, no half-made folder is left behind.
 * @returns its absolute path
 * @throws DataFolderError if the folder cannot be created or used
 */
export function ensureDataFolder(folder: string): string {
  const path = resolve(folder);
  const made: string[] = [];
  try {
    for (const missing of missingFolders(path)) if (makeFolder(missing)) made.push(missing);
    if (made[0] !== undefined) syncFolder(dirname(made[0]));
    if (!statSync(path).isDirectory()) throw new Error('it is no folder');
  } catch (error) {
    for (const one of made.reverse()) rmdirSync(one);
    throw new DataFolderError(path, reasonOf(error));
  }
  return path;
}

/**
 * The missing folders, outermost first. Node's own `recursive: true` hangs if the system refuses with an error that Node does not expect
 * (/proc).
 */
function missingFolders(path: string): string[] {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

/** Creates one folder. @returns false if another process created it first */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

// A new folder survives a power failure only after its parent folder has been synced, too.
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The message without its end: Node appends the call and its path, which our own message already contains. */
export const reasonOf = (error: unknown): string => String((error as Partial<Error>).message ?? error).replace(/, \w+ '.*$/, '');
