import type { Position as WirePosition } from '@eventstore/db-client';
import type { Position } from '#event-sourcing/event.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';

const digits = 20;
const shape = new RegExp(`^(\\d{${digits}}):(\\d{${digits}})$`);

/** Joins commit and prepare position, each padded to the width of the largest 64-bit number, so that positions sort as text. */
export const positionOf = ({ commit, prepare }: WirePosition): Position =>
  `${commit.toString().padStart(digits, '0')}:${prepare.toString().padStart(digits, '0')}`;

/** Parses a position. @throws EventStoreError STALE_POSITION for a text that is no EventStoreDB position, e.g. one of the embedded store */
export function wirePositionOf(position: Position): WirePosition {
  const [, commit, prepare] = shape.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) {
    throw new EventStoreError('STALE_POSITION', `${JSON.stringify(position)} is not a position of this event store`);
  }
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
