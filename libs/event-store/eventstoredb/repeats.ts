import type { NewEvent, Position } from '#event-sourcing/event.js';
import type { AppendResult } from '#event-sourcing/event-store.js';
import { Outage } from './call-failure.js';
import type { Connection } from './connection.js';
import { positionOf } from './position.js';
import { WireRead } from './wire-read.js';

/** Where an event of a stream lies in the log. */
export async function positionOfRevision(connection: Connection, stream: string, revision: number): Promise<Position> {
  const fromRevision = BigInt(revision);
  const wire = WireRead.ofStream(connection, stream, { fromRevision, direction: 'forwards', maxCount: 1 }, connection.ended);
  try {
    for (let item = await wire.next(1); item !== 'end'; item = await wire.next(1)) {
      if (item === 'caughtUp') continue;
      const position = item[0]?.event?.position;
      if (position !== undefined) return positionOf(position);
    }
  } finally {
    await wire.leave();
  }
  throw new Outage('an event just appended cannot be read');
}

/** How far back a repeat is looked for; what was appended since is the work of an outage. */
const eventsBack = 10_000;

/** The result of an append whose events are in the stream already, in a row; undefined: they are not. */
export async function findRepeat(connection: Connection, stream: string, events: readonly NewEvent[]): Promise<AppendResult | undefined> {
  const last = events.at(-1)!.id;
  const wire = WireRead.ofStream(
    connection,
    stream,
    { fromRevision: 'end', direction: 'backwards', maxCount: eventsBack },
    connection.ended,
  );
  try {
    for (let item = await wire.next(1_000); item !== 'end'; item = await wire.next(1_000)) {
      const found = item === 'caughtUp' ? undefined : item.find(({ event }) => event?.id === last)?.event;
      if (found?.position !== undefined) return { ok: true, revision: Number(found.revision), position: positionOf(found.position) };
    }
    return undefined;
  } finally {
    await wire.leave();
  }
}
