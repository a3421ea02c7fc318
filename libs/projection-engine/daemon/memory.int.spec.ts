import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { Watched, watching } from '#testing/garbage.js';
import { EngineUnderTest } from '../testing/engine-under-test.js';
import { purses } from '../testing/toy-projections.js';
import { settled } from '../testing/views-under-test.js';

const PAGES = 60;

describe('what the runner keeps in memory', () => {
  const engine = new EngineUnderTest([purses]);

  it('is no page of events that has been passed', async () => {
    const pages = new Watched();
    const { store } = engine;
    const watched: Pick<EventStore, 'subscribe' | 'read' | 'readAll'> = {
      subscribe: (options) => watching(store.subscribe(options), pages),
      read: (stream, options) => store.read(stream, options),
      readAll: (options) => store.readAll(options),
    };
    const { views } = await engine.open({ store: watched });
    for (let n = 0; n < PAGES; n++) {
      await engine.pay('a', 1);
      await settled(views, store);
    }
    expect(pages.seen).toBeGreaterThanOrEqual(PAGES);
    // The last page may still be referenced.
    expect(await pages.alive()).toBeLessThanOrEqual(1);
  });
});
