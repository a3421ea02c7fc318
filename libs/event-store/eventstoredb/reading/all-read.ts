import type { Position as WirePosition, ReadPosition } from '@eventstore/db-client';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { ReadAllOptions } from '#event-sourcing/event-store.js';
import { readOwn } from './bounded-read.js';
import type { Connection } from '../client/connection.js';
import type { OwnEvents } from './own-events.js';
import { wirePositionOf } from './position.js';
import { WireRead } from './wire-read.js';

/** Where the last event of the whole log lies, other people's included; undefined: there is none. One try. @param ms to wait for the answer */
export async function headOf(connection: Connection, ms: number): Promise<WirePosition | undefined> {
  const wire = WireRead.ofAllBackwards(connection, 'end', 1);
  try {
    const item = await wire.next(ms);
    return typeof item === 'string' ? undefined : item[0]!.event!.position!;
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
