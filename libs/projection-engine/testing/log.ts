import type { EventReader } from '#event-sourcing/event-reader.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { NewEvent, StoredEvent } from '#event-sourcing/event.js';
import { uuidFrom } from '#event-sourcing/uuid.js';

/** An event of a program with plausible metadata; the same arguments give the same event. */
export function happened(programId: string, stream: string, nth: number, type: string, data: object, on = '2026-01-05'): NewEvent {
  const commandId = uuidFrom('test', stream, nth);
  return {
    id: uuidFrom(stream, commandId, 0),
    type,
    data,
    metadata: {
      programId,
      actor: 'ann',
      occurredAt: `${on}T08:00:00.000Z`,
      occurredOn: on,
      recordedAt: `${on}T08:00:00.000Z`,
      commandId,
      commandHash: '0'.repeat(64),
      correlationId: commandId,
    },
  };
}

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
