import type { Database } from 'better-sqlite3';
import type { Loss } from '#event-sourcing/installation.js';
import type { Position } from '#event-sourcing/event.js';
import { ensureDataFolder } from '../../data-folder.js';
import { openEventFile } from '../file/event-file.js';
import { readHighWater } from './high-water.js';
import { lossError, lossesOf, tracesIn, type Present } from './losses.js';
import { takeOwnership } from './ownership.js';
import { positionOf, rowOf } from '../file/position.js';
import { storeError } from '../file/sqlite-errors.js';

export interface OpeningOptions {
  /** An operator goes on although something that was there is missing. */
  readonly acceptLoss?: boolean;
  /** An operator says that the clock of this machine is right. */
  readonly acceptClock?: boolean;
  /** The present instant, in milliseconds; left out: of the system. */
  readonly now?: () => number;
}

export interface Opened {
  readonly file: Database;
  /** Accepted, and not recorded yet. */
  readonly losses: readonly Loss[];
  /** When the store was last known to be open: RFC 3339. */
  readonly last: string | undefined;
  /** There are events, and nothing remembers how far they had come. */
  readonly unremembered: boolean;
}

/** What lies beside the file, and what was found there. */
export interface Beside extends OpeningOptions {
  readonly folder: string;
  readonly losses: readonly Loss[];
  readonly last: string | undefined;
  readonly unremembered: boolean;
}

const nothing: Present = { head: null, idAt: () => undefined };

/**
 * Opens the event file of a folder that this process owns, unless something is missing that was there.
 * @throws EventStoreError STORE_BEHIND, VAULT_MISSING, and what opening the file throws
 */
export function openWhatWasThere(folder: string, { acceptLoss = false }: OpeningOptions): Opened {
  const mark = readHighWater(folder);
  const traces = tracesIn(folder, mark);
  // Before a new file is made in the place of one that is gone.
  if (!traces.events) refuseUnless(acceptLoss, folder, lossesOf(traces, nothing));
  const file = openEventFile(folder);
  try {
    const losses = lossesOf(traces, presentIn(file));
    refuseUnless(acceptLoss, folder, losses);
    const last = mark === undefined || mark === 'unreadable' ? recordedLast(file) : mark.at;
    return { file, losses, last, unremembered: mark === undefined && headOf(file).position !== null };
  } catch (error) {
    file.close();
    throw error;
  }
}

/**
 * Finds what would end a start before anything that takes long is loaded: the folder is held, opened and let go again.
 * @returns what was found beside the events
 * @throws EventStoreError as opening the store does
 */
export function expectOpenable(folder: string, options: OpeningOptions): Pick<Opened, 'unremembered'> {
  const path = ensureDataFolder(folder);
  const release = takeOwnership(path);
  try {
    const { file, unremembered } = openWhatWasThere(path, options);
    file.close();
    return { unremembered };
  } catch (error) {
    throw storeError(error);
  } finally {
    release();
  }
}

function refuseUnless(accepted: boolean, folder: string, losses: readonly Loss[]): void {
  if (losses.length > 0 && !accepted) throw lossError(folder, losses);
}

/** The last event of a file. */
export function headOf(file: Database): { readonly position: Position | null; readonly id: string | null } {
  const last = file.prepare('select position, id from events order by position desc limit 1').raw().get() as [number, string] | undefined;
  return last === undefined ? { position: null, id: null } : { position: positionOf(last[0]), id: last[1] };
}

/** What a file holds, for a comparison with what is remembered of it. */
export const presentIn = (file: Database): Present => ({
  head: headOf(file).position,
  idAt: (position) => file.prepare('select id from events where position = ?').pluck().get(rowOf(position)) as string | undefined,
});

/** What stands in for the time that nothing remembers: of a store of before. */
function recordedLast(file: Database): string | undefined {
  const text = file.prepare('select metadata from events order by position desc limit 1').pluck().get() as string | undefined;
  try {
    const { recordedAt } = JSON.parse(text ?? '{}') as { readonly recordedAt?: string };
    return recordedAt !== undefined && Number.isFinite(Date.parse(recordedAt)) ? recordedAt : undefined;
  } catch {
    return undefined;
  }
}
