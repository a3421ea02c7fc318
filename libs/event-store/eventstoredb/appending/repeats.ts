import type { NewEvent, Position } from '#event-sourcing/event.js';
import type { AppendResult } from '#event-sourcing/store/event-store.js';
import { Outage } from '../client/call-failure.js';
import type { Connection } from '../client/connection.js';
import { positionOf } from '../reading/position.js';
import { WireRead, type WireEvent } from '../reading/wire-read.js';

type Options = Parameters<typeof WireRead.ofStream>[2];

/** One attempt at a read that belongs to an append, which may finish while the store is closing. @param ms the time limit for an answer */
async function* pagesOf(connection: Connection, stream: string, ms: number, options: Options): AsyncGenerator<WireEvent[]> {
  const wire = WireRead.ofStream(connection, stream, options, connection.ended);
  try {
    for (let item = await wire.next(ms); typeof item !== 'string'; item = await wire.next(ms)) yield item;
  } finally {
    await wire.leave();
  }
}

/** The position of an event, found by its stream and revision. */
export async function positionOfRevision(connection: Connection, stream: string, revision: number, ms: number): Promise<Position> {
  for await (const [first] of pagesOf(connection, stream, ms, { fromRevision: BigInt(revision), direction: 'forwards', maxCount: 1 }))
    return positionOf(first!.event!.position!);
  throw new Outage('an event just appended cannot be read');
}

/** How many events back a retry searches for its events; only what was appended during an outage lies in between. */
const eventsBack = 10_000;

/** The result of an append whose events are already in the stream, consecutively; undefined: they are not there. */
export async function findRepeat(
  connection: Connection,
  stream: string,
  events: readonly NewEvent[],
  ms: number,
): Promise<AppendResult | undefined> {
  const last = events.at(-1)!.id;
  for await (const page of pagesOf(connection, stream, ms, { fromRevision: 'end', direction: 'backwards', maxCount: eventsBack })) {
    const found = page.find(({ event }) => event?.id === last)?.event;
    if (found !== undefined) return { ok: true, revision: Number(found.revision), position: positionOf(found.position!) };
  }
  return undefined;
}
