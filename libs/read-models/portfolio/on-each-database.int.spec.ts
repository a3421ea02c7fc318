import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { appendAll } from '#testing/projection-engine/interleaved.js';
import { onEachDatabase } from '#testing/projection-engine/on-each-database.js';
import { settled, startViews, viewsFile, type ViewsUnderTest } from '#testing/projection-engine/views-under-test.js';
import { Readings, type Reading } from '../readings.js';
import { PROJECTIONS } from '../registry.js';
import { databaseOf } from '../testing/database-of.js';
import { RandomHistory } from '../testing/random-history.js';
import type { PortfolioRow } from './portfolio-row.js';

const NOW = '2026-11-24T12:00:00.000Z';
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const { written, programIds } = new RandomHistory(seed, 400);

onEachDatabase(() => {
  const store = new InMemoryEventStore();
  let place: ReturnType<typeof viewsFile>;
  let views: ViewsUnderTest;
  let readings: Readings;
  beforeAll(async () => {
    await appendAll(store, written.events.slice(0, 300));
    place = viewsFile();
    views = await startViews(place.file, store, PROJECTIONS);
    await settled(views.views, store);
    readings = new Readings(views.read, () => NOW);
  });
  afterAll(async () => {
    await views.close();
    await store.close();
    place.remove();
  });

  const rowsOf = ({ portfolio }: Reading): Promise<readonly PortfolioRow[]> => portfolio.rows(programIds, 'AS_KNOWN_NOW');
  const expected = async (events: number): Promise<readonly PortfolioRow[]> => {
    const database = await databaseOf(written.events.slice(0, events));
    const rows = await rowsOf(new Readings(database, () => NOW).live);
    await database.close();
    return rows;
  };

  describe(`a portfolio (seed ${seed})`, () => {
    it('follows the real views while they move on', async () => {
      expect(await rowsOf(readings.paced(() => undefined))).toEqual(await expected(300));
      await appendAll(store, written.events.slice(300));
      await settled(views.views, store);
      expect(await rowsOf(readings.paced(() => undefined))).toEqual(await expected(400));
    });

    it('is the same as of now', async () => {
      expect(await rowsOf(await readings.at({ asOf: NOW }))).toEqual(await expected(400));
    });
  });
});
