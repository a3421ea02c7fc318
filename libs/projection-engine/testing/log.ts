import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';

/** An event reader for rebuilds on top of any store: slow but simple. */
export const readerOf = (store: Pick<EventStore, 'read' | 'readAll'>): EventReader => ({
  read: (stream, options) => store.read(stream, options),
  readAll: (options) => store.readAll(options),
  close: () => Promise.resolve(),
  head: async () => {
    for await (const [last] of store.readAll({ direction: 'backwards', limit: 1 })) return last?.position;
    return undefined;
  },
  count: async (after) => (await all(store, after)).length,
  streams: async function* () {
    yield [...new Set((await all(store)).map(({ stream }) => stream))];
  },
});

export async function all(store: Pick<EventStore, 'readAll'>, after?: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const page of store.readAll(after === undefined ? {} : { after })) events.push(...page);
  return events;
}
