import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import { Readings } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { RandomHistory } from '../testing/random-history.js';
import { WrittenHistory } from '../testing/written-history.js';
import type { PortfolioRow } from './portfolio-row.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** Views that move on while the same readings are used. */
class MovingViews implements ReadDatabase {
  /** The keys of the documents that were read since the last `takeRead`. */
  private read: string[] = [];
  private current!: CountingDatabase;
  private readonly opened: CountingDatabase[] = [];
  /** Called before the next statement is answered. */
  beforeNext: (() => Promise<void>) | undefined;

  async moveTo(events: readonly StoredEvent[]): Promise<void> {
    this.current = await databaseOf(events);
    this.opened.push(this.current);
  }

  async select<R>(sql: string, parameters?: Parameters<ReadDatabase['select']>[1]): Promise<R[]> {
    return this.current.select<R>(sql, parameters);
  }

  async documents<T>(projection: string, keys: readonly string[]): Promise<Map<string, T>> {
    if (projection === 'programs') this.read.push(...keys);
    const found = await this.current.documents<T>(projection, keys);
    const { beforeNext } = this;
    this.beforeNext = undefined;
    await beforeNext?.();
    return found;
  }

  takeRead(): readonly string[] {
    return this.read.splice(0).toSorted();
  }

  async close(): Promise<void> {
    for (const database of this.opened) await database.close();
  }
}

const opened: MovingViews[] = [];
let views: MovingViews;
let now: string;
beforeEach(() => {
  views = new MovingViews();
  opened.push(views);
  now = '2024-06-01T12:00:00.000Z';
});
afterAll(() => Promise.all(opened.map((one) => one.close())));

/** Each request has a reading of its own. */
const ask = async (ids: readonly string[]): Promise<readonly PortfolioRow[]> =>
  new Readings(views, () => now).paced(() => undefined).portfolio.rows(ids, 'AS_KNOWN_NOW');

function history(): WrittenHistory {
  const written = new WrittenHistory();
  for (const id of ['a', 'b', 'c']) written.charter(id, {}, { at: '2024-01-01T00:00:00.000Z' });
  return written;
}
const renamed = (written: WrittenHistory, id: string, name: string): unknown =>
  written.program(id, { type: 'ProgramRenamed', data: { name } }, { at: '2024-05-01T00:00:00.000Z' });

describe('the rows kept of a portfolio', () => {
  it(`are those of new views, whatever was recorded since (seed ${seed})`, async () => {
    const { written, programIds } = new RandomHistory(seed, 400);
    for (let events = 100; events <= 400; events += 25) {
      await views.moveTo(written.events.slice(0, events));
      const fresh = await databaseOf(written.events.slice(0, events));
      expect([events, await ask(programIds)]).toEqual([
        events,
        await new Readings(fresh, () => now).live.portfolio.rows(programIds, 'AS_KNOWN_NOW'),
      ]);
      await fresh.close();
    }
  });

  it('are made again only of programs that have changed', async () => {
    const written = history();
    await views.moveTo(written.events);
    await ask(['a', 'b', 'c']);
    expect(views.takeRead()).toEqual(['a', 'b', 'c']);
    await ask(['a', 'b', 'c']);
    expect(views.takeRead()).toEqual([]);
    renamed(written, 'b', 'new');
    await views.moveTo(written.events);
    expect((await ask(['a', 'b', 'c'])).map(({ name }) => name)).toEqual(['a', 'new', 'c']);
    expect(views.takeRead()).toEqual(['b']);
  });

  it('are made again on another day', async () => {
    await views.moveTo(history().events);
    await ask(['a']);
    now = '2024-06-02T00:00:00.000Z';
    expect(await ask(['a'])).toMatchObject([{ on: '2024-06-02' }]);
  });

  it('are made again if the program changes while its row is made', async () => {
    const written = history();
    await views.moveTo(written.events);
    await ask(['c']);
    views.beforeNext = async () => {
      renamed(written, 'a', 'new');
      await views.moveTo(written.events);
      await ask(['c']);
    };
    expect(await ask(['a'])).toMatchObject([{ name: 'a' }]);
    expect(await ask(['a'])).toMatchObject([{ name: 'new' }]);
  });

  it('are dropped if the views went back', async () => {
    const written = history();
    renamed(written, 'a', 'new');
    await views.moveTo(written.events);
    expect(await ask(['a'])).toMatchObject([{ name: 'new' }]);
    await views.moveTo(written.events.slice(0, 3));
    expect(await ask(['a'])).toMatchObject([{ name: 'a' }]);
  });
});
