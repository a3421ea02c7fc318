import type { Position } from '#event-sourcing/event.js';
import { EventStoreError } from '#event-sourcing/event-store.js';

// As many digits as the largest safe integer has.
const width = 16;
const shape = /^\d{16}$/;

/** The position of the event in this row: its number in fixed width, so that it sorts as text. */
export const positionOf = (row: number): Position => String(row).padStart(width, '0');

/** The same in SQL, of a column with the row's number. */
export const positionIn = (column: string): string => `printf('%0${width}d', ${column})`;

/** @throws EventStoreError STALE_POSITION for a text that no embedded store has given. */
export function rowOf(position: Position): number {
  if (!shape.test(position)) throw new EventStoreError('STALE_POSITION', `"${position}" is not a position of the embedded event store`);
  return Number(position);
}
