import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { beginning } from '../../checkpoints/checkpoints.js';

/** Events after a position up to and including another one (default: the head), in the order of the log. */
export const inLogOrder = (reader: EventReader, after: Position, upTo?: Position): AsyncIterable<StoredEvent[]> =>
  cut(reader.readAll(after === beginning ? {} : { after }), upTo);

/**
 * The events up to a position of the streams whose names have one of these prefixes, one stream after the other. Needs a reader that can
 * list the streams.
 */
export async function* inStreamOrder(reader: EventReader, upTo: Position, prefixes: readonly string[]): AsyncGenerator<StoredEvent[]> {
  for await (const names of reader.streams?.() ?? [])
    for (const name of names) if (prefixes.some((prefix) => name.startsWith(prefix))) yield* cut(reader.read(name), upTo);
}

/** Stops at a position. Positions rise, in the log and in each stream alike, so the first greater one ends the reading. */
async function* cut(pages: AsyncIterable<StoredEvent[]>, upTo: Position | undefined): AsyncGenerator<StoredEvent[]> {
  for await (const page of pages) {
    const last = page[page.length - 1];
    if (upTo === undefined || last === undefined || last.position <= upTo) yield page;
    else {
      yield page.filter(({ position }) => position <= upTo);
      return;
    }
  }
}
