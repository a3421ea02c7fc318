import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { NewEvent, StoredEvent } from '#event-sourcing/event.js';
import type { Random } from '#testing/read-models/random.js';

/** The same events in another order of the log: each stream keeps its order, everything else is random. */
export function interleaved(events: readonly StoredEvent[], random: Random): StoredEvent[] {
  const streams = new Map<string, StoredEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const left = [...streams.values()].map((own) => own.slice());
  const order: StoredEvent[] = [];
  while (left.length > 0) {
    const nth = random.upTo(left.length);
    const some = left[nth]!.splice(0, 1 + random.upTo(3));
    order.push(...some);
    if (left[nth]!.length === 0) left.splice(nth, 1);
  }
  return order;
}

/** Appends the events in the given order, one after the other. */
export async function appendAll(store: Pick<EventStore, 'append'>, events: readonly StoredEvent[]): Promise<void> {
  for (const { stream, id, type, data, metadata } of events) {
    const event: NewEvent = { id, type, data, metadata };
    await store.append(stream, [event], { expectedRevision: 'any' });
  }
}
