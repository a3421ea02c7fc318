import type { EventStore } from '#event-sourcing/store/event-store.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { canonicalOf } from '#read-models/history/canonical.js';
import { randomFrom } from '#testing/random.js';

/** Fills a store: alternating streams, runs within one stream, every kind of text and number, and one event that is nearly too large. */
export async function fill(store: EventStore): Promise<void> {
  const random = randomFrom(20_261_124);
  const revisions = new Map<string, number>();
  const append = async (stream: string, events: ReturnType<typeof someEvents>): Promise<void> => {
    await store.append(stream, events, { expectedRevision: revisions.get(stream) ?? 'none' });
    revisions.set(stream, (revisions.get(stream) ?? -1) + events.length);
  };
  for (const stream of ['initiative-1', 'initiative-2']) await append(stream, someEvents(1));
  for (let i = 0; i < 120; i++) await append(`program-${Math.floor(random() * 9)}`, someEvents(1 + Math.floor(random() * 3), i));
  const [odd, large] = someEvents(2);
  await append('drift-云', [
    { ...odd!, data: { '': null, é: '\u0000\u2028"\\', n: [0.1, -1e-7, 1e21, 9007199254740991], deep: { a: [{}] } } },
  ]);
  await append('program-1', [{ ...large!, type: 'NobodyKnowsThis', data: { text: '"云'.repeat(180_000) } }]);
}

/** The canonical forms of all events of a store, in the order of its log. */
export async function eventsOf(store: Pick<EventStore, 'readAll'>): Promise<string[]> {
  const events: string[] = [];
  for await (const page of store.readAll()) events.push(...page.map(canonicalOf));
  return events;
}
