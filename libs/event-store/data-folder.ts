import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EventStoreError } from '#event-sourcing/event-store.js';

/**
 * Sees to it that the folder is there; one that has to be made is its owner's alone (0700), because events name who did what.
 * @returns its absolute path
 * @throws EventStoreError STORE_UNAVAILABLE where it cannot be made
 */
export function ensureDataFolder(folder: string): string {
  const path = resolve(folder);
  try {
    const made = mkdirSync(path, { recursive: true, mode: 0o700 });
    if (made !== undefined) syncFolder(dirname(made));
  } catch (error) {
    throw new EventStoreError('STORE_UNAVAILABLE', `${path} cannot be used as the data folder: ${reason(error)}`);
  }
  return path;
}

// A new folder outlives a power cut only when the folder above it has been written too.
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
