import type { ReadPosition } from '@eventstore/db-client';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { EventStoreError, type ReadAllOptions } from '#event-sourcing/event-store.js';
import { readOwn } from './bounded-read.js';
import type { Connection } from './connection.js';
import type { OwnEvents } from './own-events.js';
import { positionOf, wirePositionOf } from './position.js';
import { WireRead } from './wire-read.js';

/**
 * One try. The head is that of the whole log, other people's events included.
 * @param ms to wait for the answer
 * @throws EventStoreError STALE_POSITION for a position beyond the head: of another store, or of this one before it lost events
 */
export async function assertNotBeyondHead(connection: Connection, after: Position, ms: number): Promise<void> {
  const wire = WireRead.ofAllBackwards(connection, 'end', 1);
  try {
    const item = await wire.next(ms);
    const head = typeof item === 'string' ? undefined : positionOf(item[0]!.event!.position!);
    if (head !== undefined && after <= head) return;
    throw new EventStoreError('STALE_POSITION', `position ${after} lies beyond the last event of this store, ${head ?? 'which has none'}`);
  } finally {
    await wire.leave();
  }
}

/** Our events in the order of the log. Forwards as a subscription that is left when it has caught up: only there does the server filter. */
export async function* readAll(
  connection: Connection,
  own: OwnEvents,
  { after, limit = Number.MAX_SAFE_INTEGER, direction = 'forwards' }: ReadAllOptions = {},
): AsyncGenerator<StoredEvent[]> {
  const start = direction === 'forwards' ? 'start' : 'end';
  let from: ReadPosition = after === undefined ? start : wirePositionOf(after);
  let wire: WireRead | undefined;
  yield* readOwn(connection, own, limit, (last) => {
    from = last?.position ?? from;
    if (direction === 'backwards') return WireRead.ofAllBackwards(connection, from, Number.MAX_SAFE_INTEGER);
    from = wire?.provenBeyond(from) ?? from;
    return (wire = WireRead.subscription(connection, from, own.prefix));
  });
}
