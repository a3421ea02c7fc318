import type { StoredEvent } from '#event-sourcing/event.js';
import type { ReadStreamOptions } from '#event-sourcing/event-store.js';
import { Attempts } from './attempts.js';
import type { Connection } from './connection.js';
import { storedEventOf } from './stored-event.js';
import { WireRead } from './wire-read.js';

export const eventsAtOnce = 1_000;

/** A stream's events in arrays; where the read breaks off it goes on after the last event that was handed over. */
export async function* readStream(
  connection: Connection,
  prefix: string,
  stream: string,
  { after, limit = Number.MAX_SAFE_INTEGER, direction = 'forwards' }: ReadStreamOptions = {},
): AsyncGenerator<StoredEvent[]> {
  const forwards = direction === 'forwards';
  const attempts = new Attempts(connection.patience, connection.closed);
  let at = after;
  for (let left = limit; left > 0;) {
    connection.assertOpen();
    if (!forwards && at === 0) return;
    const from = at === undefined ? (forwards ? 'start' : 'end') : BigInt(forwards ? at + 1 : at - 1);
    const wire = WireRead.ofStream(connection, prefix + stream, { fromRevision: from, direction, maxCount: left });
    try {
      for (;;) {
        const item = await wire.next(Math.min(left, eventsAtOnce));
        if (item === 'end') return;
        if (item === 'caughtUp') continue;
        attempts.progressed();
        at = Number(item.at(-1)!.event!.revision);
        left -= item.length;
        const events = item.map((resolved) => storedEventOf(resolved, prefix)).filter((event) => event !== undefined);
        if (events.length > 0) yield events;
        if (left <= 0) return;
      }
    } catch (error) {
      await attempts.after(error);
    } finally {
      await wire.leave();
    }
  }
}
