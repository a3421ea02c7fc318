import { writeSync } from 'node:fs';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { EventStoreError, type EventStore } from '#event-sourcing/store/event-store.js';
import { acknowledgement } from './acknowledgement.js';

// Appends from several callers without end, and prints each acknowledgement to stdout, until it is killed.

const [folder, callers] = process.argv.slice(2) as [string, string];

async function lastRevision(store: EventStore, stream: string): Promise<number | 'none'> {
  for await (const [last] of store.read(stream, { direction: 'backwards', limit: 1 })) return last!.revision;
  return 'none';
}

/** Appends batches of one, two and three events in turn, each at the end of the one before. */
async function appendForEver(store: EventStore, stream: string): Promise<never> {
  let expectedRevision = await lastRevision(store, stream);
  for (let n = 0; ; n++) {
    const events = someEvents(1 + (n % 3)).map((event) => ({ ...event, data: { batch: 1 + (n % 3), text: 'x'.repeat(n % 700) } }));
    const result = await store.append(stream, events, { expectedRevision });
    if (!result.ok) throw new Error(`${stream}: a conflict with itself at ${expectedRevision}`);
    expectedRevision = result.revision;
    // Written synchronously, so that the acknowledgement is in the pipe before a kill.
    writeSync(1, acknowledgement.write({ stream, revision: result.revision, position: result.position, ids: events.map(({ id }) => id) }));
  }
}

try {
  const store = openEmbeddedEventStore(folder);
  await Promise.all(Array.from({ length: Number(callers) }, (_, i) => appendForEver(store, `program-${i}`)));
} catch (error) {
  writeSync(2, `${error instanceof EventStoreError ? error.code : 'FAILED'} ${String(error)}\n`);
  process.exitCode = 1;
}
