import type { EventMetadata, Fact, NewEvent, StoredEvent } from '#event-sourcing/event.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { EventStoreError } from '#event-sourcing/event-store.js';
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

/** What one append may weigh in UTF-8, the same as EventStoreDB's default. */
export const maximumAppendBytes = 1024 * 1024;

/**
 * @throws EventStoreError EVENT_TOO_LARGE beyond `maximumAppendBytes` together
 * @throws TypeError for what JSON cannot hold
 */
export function serialise(events: readonly NewEvent[]): SerialisedEvent[] {
  let bytes = 0;
  const serialised = events.map(({ id, type, data, metadata }) => {
    const event = { id, type, data: canonicalJson(data), metadata: canonicalJson(metadata) };
    bytes += Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata) + Buffer.byteLength(type);
    return event;
  });
  if (bytes > maximumAppendBytes) {
    throw new EventStoreError('EVENT_TOO_LARGE', `an append may weigh ${maximumAppendBytes} bytes, this one weighs ${bytes}`);
  }
  return serialised;
}
