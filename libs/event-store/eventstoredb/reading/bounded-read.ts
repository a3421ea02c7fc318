import type { StoredEvent } from '#event-sourcing/event.js';
import { Attempts } from '../client/attempts.js';
import type { Connection } from '../client/connection.js';
import type { OwnEvents } from './own-events.js';
import type { WireEvent, WireRead } from './wire-read.js';

/** An event as the client returns it from any kind of read. */
export type ReadEvent = NonNullable<WireEvent['event']>;

/**
 * Reads up to a number of our own events, in arrays; other applications' events do not count. After an interruption it continues after the
 * last event received.
 * @param open reads up to so many events after the given one; undefined: there are none
 */
export async function* readOwn(
  connection: Connection,
  own: OwnEvents,
  limit: number,
  open: (last: ReadEvent | undefined, count: number) => WireRead | undefined,
): AsyncGenerator<StoredEvent[]> {
  const attempts = new Attempts(connection);
  let last: ReadEvent | undefined;
  for (let left = limit; left > 0;) {
    connection.assertOpen();
    let asked = left;
    const wire = open(last, asked);
    if (wire === undefined) return;
    try {
      for (let item = await wire.next(attempts.ms); item !== 'end'; item = await wire.next(attempts.ms)) {
        if (item === 'caughtUp') return;
        last = item.at(-1)!.event!;
        asked -= item.length;
        const events = own.among(item).slice(0, left);
        left -= events.length;
        if (events.length > 0) yield events;
        if (left === 0) return;
        attempts.progressed();
      }
      if (asked > 0) return;
    } catch (error) {
      if (wire.hasProven) attempts.progressed();
      await attempts.after(error);
    } finally {
      await wire.leave();
    }
  }
}
