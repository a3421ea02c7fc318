import type { EventReader } from '#event-sourcing/event-reader.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { beginning } from './checkpoints.js';

/** Events after a position up to another one (left out: the head) in the order of the log, in lists of about `size`. */
export async function* inLogOrder(reader: EventReader, after: Position, size: number, upTo?: Position): AsyncGenerator<StoredEvent[]> {
  yield* inLists(cut(reader.readAll(after === beginning ? {} : { after }), upTo), size);
}

/** All events up to a position, one stream after the other, in lists of about `size`. Needs a reader that knows the streams. */
export async function* inStreamOrder(reader: EventReader, upTo: Position, size: number): AsyncGenerator<StoredEvent[]> {
  yield* inLists(pagesByStream(reader, upTo), size);
}

async function* pagesByStream(reader: EventReader, upTo: Position): AsyncGenerator<StoredEvent[]> {
  for await (const names of reader.streams?.() ?? []) {
    for (const name of names) yield* cut(reader.read(name), upTo);
  }
}

/** Positions rise, in the log and in each stream alike. */
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

async function* inLists(pages: AsyncIterable<StoredEvent[]>, size: number): AsyncGenerator<StoredEvent[]> {
  let list: StoredEvent[] = [];
  for await (const page of pages) {
    list = list.length === 0 ? page : list.concat(page);
    if (list.length < size) continue;
    yield list;
    list = [];
  }
  if (list.length > 0) yield list;
}
