import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Position } from '#event-sourcing/event.js';

/** The high-water mark: what is recorded of a store outside of its own file. */
export interface HighWater {
  /** The position of the last event; null: there was none. */
  readonly position: Position | null;
  readonly id: string | null;
  /** When the store was last known to be open, by a clock that was not doubted: RFC 3339 in UTC. */
  readonly at: string;
  /** Whether a vault existed beside the event file. */
  readonly vault: boolean;
}

const pathIn = (folder: string): string => join(folder, 'high-water.json');

/** Reads the high-water mark. @returns undefined: there is no file · 'unreadable': there is a file in another format */
export function readHighWater(folder: string): HighWater | 'unreadable' | undefined {
  if (!existsSync(pathIn(folder))) return undefined;
  try {
    const { position, id, at, vault } = JSON.parse(readFileSync(pathIn(folder), 'utf8')) as Record<string, unknown>;
    const isText = [position, id].every((text) => text === null || typeof text === 'string');
    if (!isText || typeof at !== 'string' || typeof vault !== 'boolean' || Number.isNaN(Date.parse(at))) return 'unreadable';
    return { position: position as Position | null, id: id as string | null, at, vault };
  } catch {
    return 'unreadable';
  }
}

const textOf = (mark: HighWater): string => `${JSON.stringify(mark)}\n`;

/** Replaces the file atomically; it is on the disk when the call returns. @throws the file system's error */
export function writeHighWaterNow(folder: string, mark: HighWater): void {
  const next = `${pathIn(folder)}.next`;
  const file = openSync(next, 'w', 0o600);
  try {
    writeSync(file, textOf(mark));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, pathIn(folder));
  if (process.platform === 'win32') return;
  const parent = openSync(folder, 'r');
  try {
    fsyncSync(parent);
  } finally {
    closeSync(parent);
  }
}

/** The asynchronous form of `writeHighWaterNow`. */
export async function writeHighWater(folder: string, mark: HighWater): Promise<void> {
  const next = `${pathIn(folder)}.next`;
  const file = await open(next, 'w', 0o600);
  try {
    await file.writeFile(textOf(mark));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, pathIn(folder));
  if (process.platform === 'win32') return;
  const parent = await open(folder, 'r');
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}
