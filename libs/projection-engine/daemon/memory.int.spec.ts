import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { Projection } from '#event-sourcing/projection.js';
import { Watched, watching } from '#testing/garbage.js';
import { happened } from '../testing/log.js';
import { purses } from '../testing/toy-projections.js';
import { settled, startViews, viewsFile } from '../testing/views-under-test.js';

const PAGES = 60;

describe('what the runner keeps in memory', () => {
  let store: InMemoryEventStore;
  let checkpoint: ReturnType<typeof viewsFile>;
  let close: () => Promise<void>;

  beforeEach(() => {
    store = new InMemoryEventStore();
    checkpoint = viewsFile();
  });

  afterEach(async () => {
    await close();
    await store.close();
    checkpoint.remove();
  });

  it('is no page of events that has been passed', async () => {
    const pages = new Watched();
    const watched: Pick<EventStore, 'subscribe' | 'read' | 'readAll'> = {
      subscribe: (options) => watching(store.subscribe(options), pages),
      read: (stream, options) => store.read(stream, options),
      readAll: (options) => store.readAll(options),
    };
    const started = await startViews(checkpoint.file, watched, [purses] as readonly Projection[]);
    close = started.close;
    for (let n = 0; n < PAGES; n++) {
      await store.append('purse-a', [happened('p', 'purse-a', n, 'Paid', { amount: 1 })], { expectedRevision: 'any' });
      await settled(started.views, store);
    }
    expect(pages.seen).toBeGreaterThanOrEqual(PAGES);
    // The last page may still be referenced.
    expect(await pages.alive()).toBeLessThanOrEqual(1);
  });
});
