import { EventStoreError } from './event-store.js';

/** What the events of one append may weigh together, in bytes: EventStoreDB's default, and the limit of every store. */
export const MAXIMUM_APPEND_BYTES = 1024 * 1024;

/** An event as the texts that are stored. */
export interface WeighedEvent {
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** Weighs an event in bytes as EventStoreDB does: both texts in UTF-8, and two bytes for each character of the type. */
const bytesOf = ({ type, data, metadata }: WeighedEvent): number => Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;

/**
 * Refuses an append that a store of another kind would not take, so that whatever was recorded can be moved.
 * @throws EventStoreError EVENT_TOO_LARGE beyond MAXIMUM_APPEND_BYTES together
 */
export function assertAppendSize(events: readonly WeighedEvent[]): void {
  const bytes = events.reduce((sum, event) => sum + bytesOf(event), 0);
  if (bytes > MAXIMUM_APPEND_BYTES)
    throw new EventStoreError('EVENT_TOO_LARGE', `an append may weigh ${MAXIMUM_APPEND_BYTES} bytes, this one weighs ${bytes}`);
}
