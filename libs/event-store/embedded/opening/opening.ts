import type { Database } from 'better-sqlite3';
import type { Loss } from '#event-sourcing/store/installation.js';
import type { Position } from '#event-sourcing/event.js';
import { ensureDataFolder } from '../../data-folder.js';
import { openEventFile } from '../file/event-file.js';
import { readHighWater } from './high-water.js';
import { lossError, lossesOf, tracesIn, type Present } from './losses.js';
import { takeOwnership } from './ownership.js';
import { positionOf, rowOf } from '../file/position.js';
import { storeError } from '../file/sqlite-errors.js';

export interface OpeningOptions {
  /** Whether the operator accepts that something is missing and starts nevertheless. */
  readonly acceptLoss?: boolean;
  /** Whether the operator confirms that this machine's clock is right. */
  readonly acceptClock?: boolean;
  /** The current time in milliseconds since 1970; default: the system clock. */
  readonly now?: () => number;
}

export interface Opened {
  readonly file: Database;
  /** Accepted losses that are not recorded as events yet. */
  readonly losses: readonly Loss[];
  /** When the store was last known to be open: RFC 3339. */
  readonly last: string | undefined;
  /** Whether there are events but no high-water mark. */
  readonly unremembered: boolean;
}

/** The files beside the event file, and what was found there. */
export interface Beside extends OpeningOptions {
  readonly folder: string;
  readonly losses: readonly Loss[];
  readonly last: string | undefined;
  readonly unremembered: boolean;
}

const nothing: Present = { head: null, idAt: () => undefined };

/**
 * Opens the event file of a folder that this process owns, unless something that existed is missing.
 * @throws EventStoreError STORE_BEHIND, VAULT_MISSING, and what opening the file throws
 */
export function openWhatWasThere(folder: string, { acceptLoss = false }: OpeningOptions): Opened {
  const mark = readHighWater(folder);
  const traces = tracesIn(folder, mark);
  // Check for losses before a new event file is created in place of a missing one.
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
 * Finds what would prevent a start before anything slow is loaded: takes, opens and releases the folder.
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

/** Position and id of the last event of a file. */
export function headOf(file: Database): { readonly position: Position | null; readonly id: string | null } {
  const last = file.prepare('select position, id from events order by position desc limit 1').raw().get() as [number, string] | undefined;
  return last === undefined ? { position: null, id: null } : { position: positionOf(last[0]), id: last[1] };
}

/** The head of a file, for a comparison with the high-water mark. */
export const presentIn = (file: Database): Present => ({
  head: headOf(file).position,
  idAt: (position) => file.prepare('select id from events where position = ?').pluck().get(rowOf(position)) as string | undefined,
});

/** The recorded time of the last event: stands in for the time of the high-water mark if a store of an older version has none. */
function recordedLast(file: Database): string | undefined {
  const text = file.prepare('select metadata from events order by position desc limit 1').pluck().get() as string | undefined;
  try {
    const { recordedAt } = JSON.parse(text ?? '{}') as { readonly recordedAt?: string };
    return recordedAt !== undefined && Number.isFinite(Date.parse(recordedAt)) ? recordedAt : undefined;
  } catch {
    return undefined;
  }
}
