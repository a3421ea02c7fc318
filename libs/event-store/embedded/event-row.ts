import { assertAppendSize } from '#event-sourcing/append-size.js';
import type { EventMetadata, Fact, NewEvent, StoredEvent } from '#event-sourcing/event.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { positionOf } from './position.js';

/** The columns in the order in which they are selected. */
export const columns = 'position, stream, revision, id, type, data, metadata';
export type EventRow = [position: number, stream: string, revision: number, id: string, type: string, data: string, metadata: string];

export function storedEvent([row, stream, revision, id, type, data, metadata]: EventRow): StoredEvent {
  return {
    id,
    stream,
    revision,
    type,
    data: JSON.parse(data) as Fact['data'],
    metadata: JSON.parse(metadata) as EventMetadata,
    position: positionOf(row),
    json: { data, metadata },
  };
}

/** An event as it is going to be stored: texts, made and measured before it waits for its turn. */
export interface SerialisedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/**
 * @throws EventStoreError EVENT_TOO_LARGE
 * @throws TypeError for what JSON cannot hold
 */
export function serialise(events: readonly NewEvent[]): SerialisedEvent[] {
  const serialised = events.map(({ id, type, data, metadata }) => ({
    id,
    type,
    data: canonicalJson(data),
    metadata: canonicalJson(metadata),
  }));
  assertAppendSize(serialised);
  return serialised;
}
