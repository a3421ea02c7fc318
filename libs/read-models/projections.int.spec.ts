import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { PROJECTIONS } from './registry.js';
import { Readings, type Reading } from './readings.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import { appendAll } from '#testing/projection-engine/interleaved.js';
import { all } from '#testing/projection-engine/log.js';
import { onEachDatabase } from '#testing/projection-engine/on-each-database.js';
import { settled, startViews, viewsFile } from '#testing/projection-engine/views-under-test.js';
import { databaseOf } from './testing/database-of.js';
import { everything } from './testing/everything.js';
import { RandomHistory } from './testing/random-history.js';

const NOW = '2026-11-24T12:00:00.000Z';

describe('the projections', () => {
  onEachDatabase(() => {
    it('give the same answers from the runner, in batches as they come, as from one fold', async () => {
      const history = new RandomHistory(20261124, 500);
      const store = new InMemoryEventStore();
      const place = viewsFile();
      const views = await startViews(place.file, store, PROJECTIONS);
      await appendAll(store, history.written.events);
      await settled(views.views, store);
      const folded = await databaseOf(await all(store));
      expect(await everything(new Readings(views.read, () => NOW).live, history)).toEqual(
        await everything(new Readings(folded, () => NOW).live, history),
      );
      const asOf = history.written.events[250]!.metadata.occurredAt;
      const cut = (database: ReadDatabase): Promise<Reading> => new Readings(database, () => NOW).at({ asOf });
      expect(await everything(await cut(views.read), history)).toEqual(await everything(await cut(folded), history));
      await folded.close();
      await views.close();
      await store.close();
      place.remove();
    });
  });

  it('give the same answers whatever the order in which streams are interleaved', async () => {
    const history = new RandomHistory(7, 400);
    const byStream = history.written.events.toSorted((a, b) =>
      a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.revision - b.revision,
    );
    const [one, other] = [await databaseOf(history.written.events), await databaseOf(byStream)];
    expect(await everything(new Readings(one, () => NOW).live, history)).toEqual(
      await everything(new Readings(other, () => NOW).live, history),
    );
    await Promise.all([one.close(), other.close()]);
  });
});
