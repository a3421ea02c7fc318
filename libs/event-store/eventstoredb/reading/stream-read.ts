import type { StoredEvent } from '#event-sourcing/event.js';
import type { ReadStreamOptions } from '#event-sourcing/store/event-store.js';
import { readOwn } from './bounded-read.js';
import type { Connection } from '../client/connection.js';
import type { OwnEvents } from './own-events.js';
import { WireRead } from './wire-read.js';

/** Reads a stream's events in arrays. */
export function readStream(
  connection: Connection,
  own: OwnEvents,
  stream: string,
  { after, limit = Number.MAX_SAFE_INTEGER, direction = 'forwards' }: ReadStreamOptions = {},
): AsyncGenerator<StoredEvent[]> {
  const name = own.prefix + stream;
  const start = direction === 'forwards' ? 'start' : 'end';
  const step = direction === 'forwards' ? 1n : -1n;
  return readOwn(connection, own, limit, (last, maxCount) => {
    const at = last?.revision ?? (after === undefined ? undefined : BigInt(after));
    const fromRevision = at === undefined ? start : at + step;
    return fromRevision === -1n ? undefined : WireRead.ofStream(connection, name, { fromRevision, direction, maxCount });
  });
}
