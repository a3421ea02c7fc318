import { afterEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { PROJECTIONS } from '#read-models/registry.js';
import { Random } from '#testing/read-models/random.js';
import { RandomHistory } from '#testing/read-models/random-history.js';
import { appendAll, interleaved } from '../testing/interleaved.js';
import { onEachDatabase } from '../testing/on-each-database.js';
import { contents, settled, startViews, viewsFile, type ViewsUnderTest } from '../testing/views-under-test.js';

const SEED = Number(process.env['SEED'] ?? 20_261_124);
const EVENTS = 900;
const opened: (ViewsUnderTest & { remove: () => void })[] = [];

afterEach(async () => {
  for (const { close, remove } of opened.splice(0)) {
    await close();
    remove();
  }
});

async function over(store: InMemoryEventStore, longBacklog = Infinity): Promise<ViewsUnderTest> {
  const { file, remove } = viewsFile();
  const views = await startViews(file, store, PROJECTIONS, { longBacklog });
  opened.push({ ...views, remove });
  return views;
}

/** The content of every table, the journal without the columns that depend on the order of the log. */
async function pictureOf({ database }: ViewsUnderTest): Promise<Record<string, string[]>> {
  const { journal, ...tables } = await contents(database);
  return { ...tables, journal: journal!.map((row) => row.replace(/^\{"position":"\d+",/, '{')).sort() };
}

/** Starts views that follow the store while the events are appended, in batches of random size. */
async function replica(events: readonly StoredEvent[], random: Random): Promise<ViewsUnderTest & { store: InMemoryEventStore }> {
  const store = new InMemoryEventStore();
  const views = await over(store);
  for (let start = 0, length = 0; start < events.length; start += length) {
    length = 1 + random.upTo(120);
    await appendAll(store, events.slice(start, start + length));
    if (random.upTo(2) === 0) await settled(views.views, store);
  }
  await settled(views.views, store);
  return { ...views, store };
}

onEachDatabase(() => {
  describe(`views over random histories (seed ${SEED})`, () => {
    it.each([0, 1, 2])('hold the same rows after any interleaving of the streams (%i)', async (nth) => {
      const random = new Random(SEED + nth);
      const { events } = new RandomHistory(SEED + nth, EVENTS).written;
      const asWritten = await pictureOf(await replica(events, random));
      expect(Object.entries(asWritten).filter(([, rows]) => rows.length === 0)).toEqual([]);
      for (let n = 0; n < 2; n++) expect(await pictureOf(await replica(interleaved(events, random), random))).toEqual(asWritten);
    });

    it('hold the same rows when they are rebuilt: in place, from nothing, or with documents read back at every batch', async () => {
      const random = new Random(SEED);
      const { events } = new RandomHistory(SEED, EVENTS).written;
      const live = await replica(interleaved(events, random), random);
      const before = await contents(live.database);
      await live.views.rebuild(live.views.status().map(({ name }) => name));
      expect(await contents(live.database)).toEqual(before);

      const fresh = await over(live.store, 0);
      await settled(fresh.views, live.store);
      expect(await contents(fresh.database)).toEqual(before);

      const { file, remove } = viewsFile();
      const store = new InMemoryEventStore();
      for (let start = 0; start < events.length; start += 300) {
        await appendAll(store, events.slice(start, start + 300));
        const views = await startViews(file, store, PROJECTIONS);
        await settled(views.views, store);
        if (start + 300 >= events.length) opened.push({ ...views, remove });
        else await views.close();
      }
      expect(await pictureOf(opened.at(-1)!)).toEqual(await pictureOf(live));
    });
  });
});
