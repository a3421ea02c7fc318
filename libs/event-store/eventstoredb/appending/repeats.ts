import type { NewEvent, Position } from '#event-sourcing/event.js';
import type { AppendResult } from '#event-sourcing/event-store.js';
import { Outage } from '../client/call-failure.js';
import type { Connection } from '../client/connection.js';
import { positionOf } from '../reading/position.js';
import { WireRead, type WireEvent } from '../reading/wire-read.js';

type Options = Parameters<typeof WireRead.ofStream>[2];

/** One try at a read that belongs to an append, which goes on while the store is closed. @param ms to wait for an answer */
async function* pagesOf(connection: Connection, stream: string, ms: number, options: Options): AsyncGenerator<WireEvent[]> {
  const wire = WireRead.ofStream(connection, stream, options, connection.ended);
  try {
    for (let item = await wire.next(ms); typeof item !== 'string'; item = await wire.next(ms)) yield item;
  } finally {
    await wire.leave();
  }
}

/** Where an event of a stream lies in the log. */
export async function positionOfRevision(connection: Connection, stream: string, revision: number, ms: number): Promise<Position> {
  for await (const [first] of pagesOf(connection, stream, ms, { fromRevision: BigInt(revision), direction: 'forwards', maxCount: 1 }))
    return positionOf(first!.event!.position!);
  throw new Outage('an event just appended cannot be read');
}

/** How far back a repeat is looked for; what was appended since is the work of an outage. */
const eventsBack = 10_000;

/** The result of an append whose events are in the stream already, in a row; undefined: they are not. */
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
