import { assertAppendSize } from '#event-sourcing/store/append-size.js';
import type { EventMetadata, Fact, NewEvent, StoredEvent } from '#event-sourcing/event.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import { faultOf } from './checksum.js';
import { positionOf } from './position.js';

/** The columns in the order in which SELECT lists them. A file of the first layout has no checksums. */
export const columnsOf = (hasChecksums: boolean): string =>
  `position, stream, revision, id, type, data, metadata, ${hasChecksums ? 'checksum' : 'null'} as checksum`;
export type EventRow = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
  checksum: number | null,
];

/** Makes an event of its row. @throws EventDamagedError if its text is not JSON */
export function storedEvent(event: EventRow): StoredEvent {
  const [row, stream, revision, id, type, data, metadata] = event;
  return {
    id,
    stream,
    revision,
    type,
    data: parsed<Fact['data']>(data, event),
    metadata: parsed<EventMetadata>(metadata, event),
    position: positionOf(row),
    json: { data, metadata },
  };
}

/** Parses a text of an event. @throws EventDamagedError if the text is not JSON */
export function parsed<T>(json: string, event: EventRow): T {
  try {
    return JSON.parse(json) as T;
  } catch {
    throw new EventDamagedError(faultOf(event, 'JSON'));
  }
}

/** An event serialised for storage. This happens, with the check of its size, before the append waits in the queue. */
export interface SerialisedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/**
 * Serialises events. @throws EventStoreError EVENT_TOO_LARGE
 * @throws TypeError for values that JSON cannot hold
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
