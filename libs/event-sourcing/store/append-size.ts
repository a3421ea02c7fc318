import { EventStoreError } from './event-store.js';

/** The size limit of the events of one append, in bytes: EventStoreDB's default, which every store here applies. */
export const MAXIMUM_APPEND_BYTES = 1024 * 1024;

/** An event with its data and metadata as stored texts. */
export interface WeighedEvent {
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** The size of an event in bytes as EventStoreDB counts it: both texts in UTF-8, and two bytes for each character of the type. */
const bytesOf = ({ type, data, metadata }: WeighedEvent): number => Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;

/**
 * Refuses an append that another kind of store could not take, so that everything recorded can be moved between stores.
 * @throws EventStoreError EVENT_TOO_LARGE above MAXIMUM_APPEND_BYTES
 */
export function assertAppendSize(events: readonly WeighedEvent[]): void {
  const bytes = events.reduce((sum, event) => sum + bytesOf(event), 0);
  if (bytes > MAXIMUM_APPEND_BYTES)
    throw new EventStoreError('EVENT_TOO_LARGE', `an append may have at most ${MAXIMUM_APPEND_BYTES} bytes; this one has ${bytes}`);
}
