import type { Position as WirePosition, ReadPosition } from '@eventstore/db-client';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { ReadAllOptions } from '#event-sourcing/store/event-store.js';
import { readOwn } from './bounded-read.js';
import type { Connection } from '../client/connection.js';
import type { OwnEvents } from './own-events.js';
import { wirePositionOf } from './position.js';
import { WireRead } from './wire-read.js';

/**
 * The position of the last event of the whole log, other applications' events included; undefined: the log is empty. One attempt.
 * @param ms the time limit for the answer
 */
export async function headOf(connection: Connection, ms: number): Promise<WirePosition | undefined> {
  const wire = WireRead.ofAllBackwards(connection, 'end', 1);
  try {
    const item = await wire.next(ms);
    return typeof item === 'string' ? undefined : item[0]!.event!.position!;
  } finally {
    await wire.leave();
  }
}

/**
 * Reads our events in the order of the log. A forward read is a subscription that ends when it has caught up, because the server filters
 * only subscriptions.
 */
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
