import type { Database } from 'better-sqlite3';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import type { EventPages } from '../reading/event-pages.js';
import { missingIn, type Missing } from './missing-events.js';
import { positionOf } from '../file/position.js';

/** How many events a start checks: some 20 ms. The others are checked when they are read, and by `evenkeel verify`. */
const tailEvents = 1_000;
/** A file up to this size is checked completely at a start. */
const smallFileBytes = 16 * 1024 * 1024;

/**
 * Checks a file that was just opened: its structure if that is quick, gaps in the positions, and the last events one by one.
 * @param onDamage told of missing and damaged events; they do not prevent the start
 * @returns what is missing
 * @throws EventStoreError STORE_DAMAGED if the file's structure is broken: every write could make that worse
 */
export function checkTail(file: Database, pages: EventPages, onDamage: (error: EventStoreError) => void): Missing {
  const [pageCount, pageSize] = ['page_count', 'page_size'].map((name) => file.pragma(name, { simple: true }) as number);
  if (pageCount! * pageSize! <= smallFileBytes) assertStructure(file, 'quick_check');
  const missing = missingIn(file);
  for (const { from } of missing.gaps) onDamage(new EventDamagedError({ kind: 'GAP', position: positionOf(from) }));
  readTail(pages);
  return missing;
}

function readTail(pages: EventPages): void {
  try {
    for (let at = pages.head() + 1, left = tailEvents; left > 0;) {
      const { events, last } = pages.backwards(at, Math.min(left, 250));
      if (last || events.length === 0) return;
      at = Number(events.at(-1)!.position);
      left -= events.length;
    }
  } catch (error) {
    // The pages have reported this damage already.
    if (!(error instanceof EventDamagedError)) throw error;
  }
}

/** @throws EventStoreError STORE_DAMAGED with the first fault that SQLite finds */
export function assertStructure(file: Database, check: 'quick_check' | 'integrity_check'): void {
  const [first] = file.pragma(`${check}(1)`) as Record<string, string>[];
  const finding = Object.values(first ?? {})[0];
  if (finding === 'ok') return;
  throw new EventStoreError(
    'STORE_DAMAGED',
    `${file.name} is damaged (${finding}): it is not written to. Put a copy of the whole folder back, or export what can be read with "evenkeel export events"`,
  );
}
