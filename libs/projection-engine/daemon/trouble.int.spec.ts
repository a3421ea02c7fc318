import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import type { Projection } from '#event-sourcing/projection.js';
import { ViewsCheckpointStore } from '../checkpoints/checkpoints.js';
import { happened } from '../testing/log.js';
import { onPostgres } from '../testing/databases.js';
import { purses, type Purse } from '../testing/toy-projections.js';
import { contents, settled, startViews, viewsFile, type ViewsUnderTest } from '../testing/views-under-test.js';

const projections = [purses] as readonly Projection[];

let store: InMemoryEventStore;
let checkpoint: ReturnType<typeof viewsFile>;
const opened: ViewsUnderTest[] = [];
let nth = 0;

beforeEach(() => {
  store = new InMemoryEventStore();
  checkpoint = viewsFile();
});

afterEach(async () => {
  for (const views of opened.splice(0)) await views.close();
  await store.close();
  checkpoint.remove();
});

async function open(overrides: Parameters<typeof startViews>[3] = {}): Promise<ViewsUnderTest> {
  const views = await startViews(checkpoint.file, store, projections, overrides);
  opened.push(views);
  return views;
}

async function pay(purse: string, amount: number): Promise<string> {
  const event = happened('p', `purse-${purse}`, nth++, 'Paid', { amount });
  const result = await store.append(`purse-${purse}`, [event], { expectedRevision: 'any' });
  if (!result.ok) throw new Error('conflict');
  return result.position;
}

const failing = (code: string): Error => Object.assign(new Error(`database says ${code}`), { code });

describe('a database in trouble', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', '57P01', '53100', '40P01', 'ECONNRESET'])(
    'is tried again (%s), and nothing is lost or stopped',
    async (code) => {
      let failures = 0;
      let healthy = true;
      const pauses: number[] = [];
      const views = await open({
        onStatement: (sql) => {
          if (healthy || !sql.startsWith('INSERT INTO coin_rows')) return;
          if (++failures === 5) healthy = true;
          throw failing(code);
        },
        pause: (milliseconds) => {
          pauses.push(milliseconds);
          expect(views.views.status()[0]).toMatchObject({ state: 'CATCHING_UP', error: `database says ${code}` });
          return new Promise((resolve) => setImmediate(resolve));
        },
      });
      await pay('a', 1);
      await settled(views.views, store);
      healthy = false;
      await pay('a', 2);
      await settled(views.views, store);
      expect(failures).toBe(5);
      expect(pauses).toEqual([20, 40, 80, 160, 320]);
      expect((await views.read.documents<Purse>('purses', ['a'])).get('a')!.coins).toEqual([1, 2]);
      expect((await contents(views.database))['coin_rows']).toHaveLength(2);
      expect(views.views.status()[0]).toMatchObject({ state: 'LIVE', error: null });
    },
  );

  // Only on SQLite does one writer block all others.
  (onPostgres() ? it.skip : it)('that is held by another process for a while is waited for', async () => {
    const other = await open();
    await other.views.stop();
    const views = await open();
    await pay('a', 1);
    await settled(views.views, store);
    let position = '';
    await other.database.write(async (session) => {
      await session.run(`CREATE TABLE held (a text)`);
      position = await pay('a', 2);
      expect(await views.views.waitFor(position, ['purses'], 300)).toBe('pending');
    });
    expect(await views.views.waitFor(position, ['purses'], 10_000)).toBe('passed');
  });

  it('whose answer to a commit was lost is looked at before the batch is done again', async () => {
    let armed = false;
    const views = await open();
    const transaction = views.database.transaction.bind(views.database);
    views.database.transaction = async (work) => {
      const result = await transaction(work);
      if (!armed) return result;
      armed = false;
      throw failing('SQLITE_IOERR');
    };
    await pay('a', 1);
    await settled(views.views, store);
    armed = true;
    await pay('a', 2);
    await settled(views.views, store);
    await pay('a', 3);
    await settled(views.views, store);
    expect(armed).toBe(false);
    expect((await views.read.documents<Purse>('purses', ['a'])).get('a')!.coins).toEqual([1, 2, 3]);
    expect((await contents(views.database))['journal']).toHaveLength(3);
  });

  it('of a store that breaks off is followed again from the last event', async () => {
    let breaks = 3;
    const breaking = {
      read: store.read.bind(store),
      readAll: store.readAll.bind(store),
      subscribe: async function* (options?: { after?: string }) {
        for await (const item of store.subscribe(options)) {
          yield item;
          if (item !== 'caughtUp' && breaks-- > 0) throw failing('STORE_UNAVAILABLE');
        }
      },
    };
    const views = await startViews(checkpoint.file, breaking, projections);
    opened.push(views);
    for (let n = 1; n <= 5; n++) {
      await pay('a', n);
      await settled(views.views, store);
    }
    expect((await views.read.documents<Purse>('purses', ['a'])).get('a')!.coins).toEqual([1, 2, 3, 4, 5]);
    expect((await contents(views.database))['journal']).toHaveLength(5);
  });
});

describe('two runners on one database', () => {
  it('fence each other off: the later one goes on, the other says why it stopped, and nothing is done twice', async () => {
    const first = await open();
    await pay('a', 1);
    await settled(first.views, store);
    const second = await open();
    for (let n = 2; n <= 20; n++) await pay('a', n);
    await Promise.all([settled(second.views, store), expect(settled(first.views, store)).rejects.toThrow()]);
    const stopped = first.views.status();
    expect(stopped.map(({ state }) => state)).toEqual(['STOPPED', 'STOPPED']);
    expect(stopped[0]!.error).toContain('another process works on the same views');
    expect((await contents(first.database))['journal']).toHaveLength(20);
    expect((await contents(first.database))['coin_rows']).toHaveLength(20);
  });
});

describe('checkpoints of sagas', () => {
  it('are kept by name beside the views', async () => {
    const { database } = await open();
    const checkpoints = new ViewsCheckpointStore(database);
    expect(await checkpoints.load('drift')).toBeUndefined();
    await checkpoints.save('drift', '0001');
    await checkpoints.save('drift', '0002');
    await checkpoints.save('other', '0001');
    expect(await checkpoints.load('drift')).toBe('0002');
  });
});
