import { EventStoreError, type EventStore } from '#event-sourcing/store/event-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';

type Readable = Pick<EventStore, 'read' | 'readAll' | 'subscribe'>;

const elsewhere = (position: Position): Position => `moved:${position}`;

function here(position: Position): Position {
  if (!position.startsWith('moved:')) throw new EventStoreError('STALE_POSITION', `${position} comes from another store`);
  return position.slice('moved:'.length);
}

const moved = (events: StoredEvent[]): StoredEvent[] => events.map((event) => ({ ...event, position: elsewhere(event.position) }));

async function* mapped<T>(items: AsyncIterable<T>, map: (item: T) => T): AsyncGenerator<T> {
  for await (const item of items) yield map(item);
}

/** The same events as if they had been carried to another store: only their positions differ. */
export const movedStore = (store: Readable): Readable => ({
  read: (stream, options) => mapped(store.read(stream, options), moved),
  readAll: ({ after, ...rest } = {}) => mapped(store.readAll({ ...rest, ...(after === undefined ? {} : { after: here(after) }) }), moved),
  subscribe: ({ after } = {}) =>
    mapped(store.subscribe(after === undefined ? {} : { after: here(after) }), (item) => (item === 'caughtUp' ? item : moved(item))),
});
