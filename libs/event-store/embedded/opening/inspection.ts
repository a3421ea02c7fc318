import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import type { Fault } from '#event-sourcing/store/event-damaged.js';
import type { Loss } from '#event-sourcing/store/installation.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { faultOf, isAsWritten } from '../file/checksum.js';
import { hasChecksums, openEventFileForReading } from '../file/event-file.js';
import { columnsOf, storedEvent, type EventRow } from '../file/event-row.js';
import { readHighWater } from './high-water.js';
import { lossesOf, tracesIn } from './losses.js';
import { presentIn } from './opening.js';
import { positionOf } from '../file/position.js';

const rowsAtOnce = 500;

/** A page of stored events together with the faults found in it. */
export interface InspectedPage {
  /** The undamaged events of the page. */
  readonly events: readonly StoredEvent[];
  readonly faults: readonly Fault[];
  /** The number of rows in the page, damaged ones included. */
  readonly rows: number;
}

/** A read-only check of a whole event file that continues after damaged events. */
export interface Inspection {
  /** The row number of the last event; the file should have as many events. */
  readonly head: number;
  /** Whether the file has checksums. Without them (before the first start with a newer version) a changed value cannot be detected. */
  readonly checksums: boolean;
  /** What existed once and is gone, by the high-water mark and the files in the folder. */
  readonly losses: readonly Loss[];
  /** Whether there are events but no high-water mark, so that lost events at the end cannot be noticed. */
  readonly unremembered: boolean;
  /** The faults that SQLite finds in the structure of the file. */
  structure(): readonly string[];
  pages(): AsyncGenerator<InspectedPage>;
  close(): void;
}

/** Opens the event file of a folder for inspection. @throws EventStoreError STORE_UNAVAILABLE if the file is missing or cannot be read */
export function inspect(folder: string): Inspection {
  const { file, release } = openEventFileForReading(folder);
  const checksums = hasChecksums(file);
  const broken = new Set<string>();
  // A page that SQLite cannot read is a finding; the inspection continues.
  const asked = <T>(ask: () => T, otherwise: T): T => {
    try {
      return ask();
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_CORRUPT')) throw error;
      broken.add((error as Error).message);
      return otherwise;
    }
  };
  const some = file.prepare(`select ${columnsOf(checksums)} from events where position > ? order by position limit ?`).raw();
  const head = asked(() => (file.prepare('select max(position) from events').pluck().get() as number | null) ?? 0, 0);
  const mark = readHighWater(folder);
  return {
    head,
    checksums,
    losses: asked(() => lossesOf(tracesIn(folder, mark), presentIn(file)), []),
    unremembered: mark === undefined && head > 0,
    structure: () => {
      const found = asked(() => file.pragma('integrity_check(20)') as Record<string, string>[], []);
      return [...broken, ...found.flatMap((row) => Object.values(row)).filter((text) => text !== 'ok')];
    },
    pages: async function* () {
      const places = new Places();
      for (let after = 0; ;) {
        const rows = some.all(after, rowsAtOnce) as EventRow[];
        const last = rows.at(-1);
        if (last === undefined) return;
        yield pageOf(rows, places, checksums);
        after = last[0];
        await nextTurn();
      }
    },
    close: release,
  };
}

function pageOf(rows: readonly EventRow[], places: Places, checksums: boolean): InspectedPage {
  const events: StoredEvent[] = [];
  const faults: Fault[] = [];
  for (const row of rows) {
    faults.push(...places.next(row));
    if (!isAsWritten(row, checksums)) {
      faults.push(faultOf(row, 'CHECKSUM'));
      continue;
    }
    try {
      events.push(storedEvent(row));
    } catch (error) {
      faults.push((error as EventDamagedError).fault);
    }
  }
  return { events, faults, rows: rows.length };
}

/** The last position of the log and the last revision of each stream so far. */
class Places {
  #row = 0;
  readonly #revisions = new Map<string, number>();

  /** Reports the events that are missing directly before this row: the first one of each gap. */
  next([row, stream, revision]: EventRow): Fault[] {
    const faults: Fault[] = [];
    if (row !== this.#row + 1) faults.push({ kind: 'GAP', position: positionOf(this.#row + 1) });
    this.#row = row;
    const expected = (this.#revisions.get(stream) ?? -1) + 1;
    if (revision !== expected) faults.push({ kind: 'GAP', stream, revision: expected });
    this.#revisions.set(stream, revision);
    return faults;
  }
}
