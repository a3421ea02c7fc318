import { describe, expect, it } from '@jest/globals';
import { ViewsCheckpointStore } from '../../checkpoints/checkpoints.js';
import { EngineUnderTest } from '../../testing/engine-under-test.js';
import { onEachDatabase } from '../../testing/on-each-database.js';
import { purses, type Purse } from '../../testing/toy-projections.js';
import { contents, settled } from '../../testing/views-under-test.js';

const engine = new EngineUnderTest([purses]);
const { pay } = engine;

const failing = (code: string): Error => Object.assign(new Error(`database says ${code}`), { code });

onEachDatabase(({ isPostgres }) => {
  describe('a database in trouble', () => {
    it.each(['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', '57P01', '53100', '40P01', 'ECONNRESET'])(
      'is tried again (%s), and nothing is lost or stopped',
      async (code) => {
        let failures = 0;
        let healthy = true;
        const pauses: number[] = [];
        const views = await engine.open({
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
        await settled(views.views, engine.store);
        healthy = false;
        await pay('a', 2);
        await settled(views.views, engine.store);
        expect(failures).toBe(5);
        expect(pauses).toEqual([20, 40, 80, 160, 320]);
        expect((await views.read.documents<Purse>('purses', ['a'])).get('a')!.coins).toEqual([1, 2]);
        expect((await contents(views.database))['coin_rows']).toHaveLength(2);
        expect(views.views.status()[0]).toMatchObject({ state: 'LIVE', error: null });
      },
    );

    // Only on SQLite does one writer block all others.
    (isPostgres ? it.skip : it)('that is held by another process for a while is waited for', async () => {
      const other = await engine.open();
      await other.views.stop();
      const views = await engine.open();
      await pay('a', 1);
      await settled(views.views, engine.store);
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
      const views = await engine.open();
      const transaction = views.database.transaction.bind(views.database);
      views.database.transaction = async (work) => {
        const result = await transaction(work);
        if (!armed) return result;
        armed = false;
        throw failing('SQLITE_IOERR');
      };
      await pay('a', 1);
      await settled(views.views, engine.store);
      armed = true;
      await pay('a', 2);
      await settled(views.views, engine.store);
      await pay('a', 3);
      await settled(views.views, engine.store);
      expect(armed).toBe(false);
      expect((await views.read.documents<Purse>('purses', ['a'])).get('a')!.coins).toEqual([1, 2, 3]);
      expect((await contents(views.database))['journal']).toHaveLength(3);
    });

    it('of a store that breaks off is followed again from the last event', async () => {
      let breaks = 3;
      const breaking = {
        read: engine.store.read.bind(engine.store),
        readAll: engine.store.readAll.bind(engine.store),
        subscribe: async function* (options?: { after?: string }) {
          for await (const item of engine.store.subscribe(options)) {
            yield item;
            if (item !== 'caughtUp' && breaks-- > 0) throw failing('STORE_UNAVAILABLE');
          }
        },
      };
      const views = await engine.open({ store: breaking });
      for (let n = 1; n <= 5; n++) {
        await pay('a', n);
        await settled(views.views, engine.store);
      }
      expect((await views.read.documents<Purse>('purses', ['a'])).get('a')!.coins).toEqual([1, 2, 3, 4, 5]);
      expect((await contents(views.database))['journal']).toHaveLength(5);
    });
  });

  describe('two runners on one database', () => {
    it('fence each other off: the later one goes on, the other says why it stopped, and nothing is done twice', async () => {
      const first = await engine.open();
      await pay('a', 1);
      await settled(first.views, engine.store);
      const second = await engine.open();
      for (let n = 2; n <= 20; n++) await pay('a', n);
      await Promise.all([settled(second.views, engine.store), expect(settled(first.views, engine.store)).rejects.toThrow()]);
      const stopped = first.views.status();
      expect(stopped.map(({ state }) => state)).toEqual(['STOPPED', 'STOPPED']);
      expect(stopped[0]!.error).toContain('another process works on the same views');
      expect((await contents(first.database))['journal']).toHaveLength(20);
      expect((await contents(first.database))['coin_rows']).toHaveLength(20);
    });
  });

  describe('checkpoints of sagas', () => {
    it('are kept by name beside the views', async () => {
      const { database } = await engine.open();
      const checkpoints = new ViewsCheckpointStore(database);
      expect(await checkpoints.load('drift')).toBeUndefined();
      await checkpoints.save('drift', '0001');
      await checkpoints.save('drift', '0002');
      await checkpoints.save('other', '0001');
      expect(await checkpoints.load('drift')).toBe('0002');
    });
  });
});
