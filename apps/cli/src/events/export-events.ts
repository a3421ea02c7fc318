import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { canonicalOf } from '#read-models/history/canonical.js';
import { EVENTS } from './file/event-record.js';
import { SealedWriter } from './file/sealed-lines.js';

export interface EventSource extends Pick<EventStore, 'readAll'> {
  /** The position of the last event; undefined: the store is empty. */
  head(): Promise<Position | undefined>;
}

export interface Exported {
  readonly events: number;
  readonly sha256: string;
}

/**
 * Writes every event up to the head as of the call, in the order of the log, page by page: memory does not grow with the store, and later
 * events are left out.
 * @param write resolves when the text has been taken
 */
export async function exportEvents(
  source: EventSource,
  write: (text: string) => Promise<void>,
  onProgress: (done: number) => void,
): Promise<Exported> {
  const head = await source.head();
  const writer = new SealedWriter(EVENTS);
  await write(writer.header());
  if (head !== undefined)
    for await (const page of source.readAll()) {
      const known: StoredEvent[] = page.filter(({ position }) => position <= head);
      await write(known.map((event) => writer.record(canonicalOf(event))).join(''));
      onProgress(writer.seal.count);
      if (known.length < page.length || known.at(-1)?.position === head) break;
    }
  const { count: events, sha256 } = writer.seal;
  await write(writer.end(head));
  return { events, sha256 };
}
