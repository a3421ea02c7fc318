import type { ReadPosition } from '@eventstore/db-client';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { EventStoreError, type ReadAllOptions } from '#event-sourcing/event-store.js';
import { Attempts } from './attempts.js';
import type { Connection } from './connection.js';
import { positionOf, wirePositionOf } from './position.js';
import { storedEventOf } from './stored-event.js';
import { streamsWith } from './stream-filter.js';
import { eventsAtOnce } from './stream-read.js';
import { WireRead } from './wire-read.js';

/** The position of the last event of the whole log, other people's included; undefined: it is empty. */
export async function headOf(connection: Connection): Promise<Position | undefined> {
  const attempts = new Attempts(connection.patience, connection.closed);
  for (;;) {
    connection.assertOpen();
    const wire = WireRead.ofAllBackwards(connection, 'end', 1);
    try {
      for (let item = await wire.next(1); item !== 'end'; item = await wire.next(1)) {
        const position = item === 'caughtUp' ? undefined : item[0]?.event?.position;
        if (position !== undefined) return positionOf(position);
      }
      return undefined;
    } catch (error) {
      await attempts.after(error);
    } finally {
      await wire.leave();
    }
  }
}

/** @throws EventStoreError STALE_POSITION for a position beyond the head: of another store, or of this one before it lost events */
export async function assertNotBeyondHead(connection: Connection, after: Position): Promise<void> {
  wirePositionOf(after);
  const head = await headOf(connection);
  if (head !== undefined && after <= head) return;
  throw new EventStoreError('STALE_POSITION', `position ${after} lies beyond the last event of this store, ${head ?? 'which has none'}`);
}

/** Our events in the order of the log. */
export async function* readAll(connection: Connection, prefix: string, options: ReadAllOptions = {}): AsyncGenerator<StoredEvent[]> {
  const read = options.direction === 'backwards' ? backwards : forwards;
  let left = options.limit ?? Number.MAX_SAFE_INTEGER;
  if (left <= 0) return;
  for await (const events of read(connection, prefix, options.after)) {
    const page = events.length > left ? events.slice(0, left) : events;
    left -= page.length;
    yield page;
    if (left <= 0) return;
  }
}

/** As a subscription that is left when it has caught up: only there does the server filter. */
async function* forwards(connection: Connection, prefix: string, after: Position | undefined): AsyncGenerator<StoredEvent[]> {
  const attempts = new Attempts(connection.patience, connection.closed);
  let from: ReadPosition = after === undefined ? 'start' : wirePositionOf(after);
  for (;;) {
    connection.assertOpen();
    const wire = WireRead.subscription(connection, from, streamsWith(prefix));
    try {
      for (;;) {
        const item = await wire.next(eventsAtOnce);
        if (item === 'caughtUp' || item === 'end') return;
        attempts.progressed();
        from = item.at(-1)!.event!.position!;
        const events = item.map((resolved) => storedEventOf(resolved, prefix)).filter((event) => event !== undefined);
        if (events.length > 0) yield events;
        from = wire.provenBeyond(from);
      }
    } catch (error) {
      await attempts.after(error);
    } finally {
      await wire.leave();
    }
  }
}

async function* backwards(connection: Connection, prefix: string, after: Position | undefined): AsyncGenerator<StoredEvent[]> {
  const attempts = new Attempts(connection.patience, connection.closed);
  let before = after;
  for (;;) {
    connection.assertOpen();
    const from = before === undefined ? 'end' : wirePositionOf(before);
    const wire = WireRead.ofAllBackwards(connection, from, Number.MAX_SAFE_INTEGER);
    try {
      for (;;) {
        const item = await wire.next(eventsAtOnce);
        if (item === 'end') return;
        if (item === 'caughtUp') continue;
        attempts.progressed();
        const limit: Position | undefined = before;
        const events = item
          .map((resolved) => storedEventOf(resolved, prefix))
          .filter((event) => event !== undefined && (limit === undefined || event.position < limit)) as StoredEvent[];
        before = positionOf(item.at(-1)!.event!.position!);
        if (events.length > 0) yield events;
      }
    } catch (error) {
      await attempts.after(error);
    } finally {
      await wire.leave();
    }
  }
}
