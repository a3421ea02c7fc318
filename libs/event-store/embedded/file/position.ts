import type { Position } from '#event-sourcing/event.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';

// The number of digits of the largest safe integer.
const width = 16;
const shape = /^\d{16}$/;

/** The position of an event: its row number in fixed width, so that positions sort as text. */
export const positionOf = (row: number): Position => String(row).padStart(width, '0');

/** Makes the position as an SQL expression over a column with row numbers. */
export const positionIn = (column: string): string => `printf('%0${width}d', ${column})`;

/** The row number of a position. @throws EventStoreError STALE_POSITION for a text that no embedded store has given */
export function rowOf(position: Position): number {
  if (!shape.test(position)) throw new EventStoreError('STALE_POSITION', `"${position}" is not a position of the embedded event store`);
  return Number(position);
}
