import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { tableNames } from '../checkpoints/checkpoints.js';
import type { RebuildProgress } from '../daemon/states/projection-status.js';
import type { RunRebuild } from './rebuild-worker.js';
import { ViewsCheckpointStore } from '../checkpoints/checkpoints.js';
import { EngineUnderTest } from '../testing/engine-under-test.js';
import { movedStore } from '../testing/moved-store.js';
import { onEachDatabase } from '../testing/on-each-database.js';
import { days, purses, type Purse } from '../testing/toy-projections.js';
import { contents, headOf, settled, type ViewsUnderTest } from '../testing/views-under-test.js';

const engine = new EngineUnderTest();
const { pay } = engine;

const tablesOf = async ({ database }: ViewsUnderTest): Promise<string[]> => [...(await database.outside(tableNames))].sort();

/** Holds a rebuild back until `open` is called. */
function gated(): { gate: (run: RunRebuild) => RunRebuild; runs: string[][]; open: () => void } {
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const runs: string[][] = [];
  const gate =
    (run: RunRebuild): RunRebuild =>
    async (names, callbacks) => {
      runs.push([...names]);
      await released;
      return run(names, callbacks);
    };
  return { gate, runs, open: () => letGo() };
}

onEachDatabase(() => {
  describe('a rebuild', () => {
    it('replaces what went wrong, reports its progress and leaves nothing beside', async () => {
      const views = await engine.open();
      for (let n = 0; n < 30; n++) await pay(`p${n % 7}`, n);
      await settled(views.views, engine.store);
      const right = await contents(views.database);
      await views.database.write(async (session) => {
        await session.run(`DELETE FROM coin_rows`);
        await session.run(`UPDATE purses_documents SET document = '{"id":"?","coins":[]}'`);
      });
      expect(await contents(views.database)).not.toEqual(right);
      const heard: RebuildProgress[] = [];
      await views.views.rebuild('purses', (progress) => heard.push(progress));
      expect(await contents(views.database)).toEqual(right);
      expect(heard.at(-1)).toEqual({ done: 30, total: 30 });
      expect((await tablesOf(views)).filter((name) => name.endsWith('_next'))).toEqual([]);
      // The runner continues on the new tables and evicts the cached documents of the old ones.
      await pay('p0', 100);
      await settled(views.views, engine.store);
      expect((await views.read.documents<Purse>('purses', ['p0'])).get('p0')!.coins).toEqual([0, 7, 14, 21, 28, 100]);
      expect(await views.read.select(`SELECT count(*) AS n FROM coin_rows`)).toEqual([{ n: 31 }]);
    });

    it('can be repeated, for the journal too', async () => {
      const views = await engine.open();
      for (let n = 0; n < 5; n++) await pay('a', n);
      await settled(views.views, engine.store);
      const right = await contents(views.database);
      for (let n = 0; n < 3; n++) await views.views.rebuild(['journal', 'purses']);
      await pay('a', 9);
      await settled(views.views, engine.store);
      expect((await contents(views.database))['journal']).toHaveLength(6);
      expect((await contents(views.database))['journal']).toEqual(expect.arrayContaining(right['journal']!));
    });

    it('runs once for two who ask at the same time, while the live one follows', async () => {
      const { gate, runs, open: letGo } = gated();
      const { views: held } = await engine.open({ gate });
      await pay('a', 1);
      const first = held.rebuild('purses');
      const second = held.rebuild(['purses', 'days']);
      const position = await pay('a', 2);
      expect(await held.waitFor(position, ['purses'], 5_000)).toBe('passed');
      expect(held.status().map(({ state }) => state)).toEqual(['REBUILDING', 'REBUILDING', 'LIVE']);
      letGo();
      await Promise.all([first, second]);
      expect(runs).toEqual([['purses'], ['days']]);
      expect(held.status().map(({ state, position: at }) => [state, at])).toEqual(Array(3).fill(['LIVE', position]));
    });

    it('of a projection that throws names the event and leaves the live tables alone', async () => {
      const views = await engine.open();
      await pay('a', 1);
      await settled(views.views, engine.store);
      const right = await contents(views.database);
      const bad = await pay('a', 2, { bad: true });
      expect(await views.views.waitFor(bad, ['purses', 'journal'], 5_000)).toBe('passed');
      await expect(views.views.rebuild(['days', 'purses'])).rejects.toThrow(`the rebuild of days failed at ${bad}: a bad event`);
      expect(views.views.status()[1]).toMatchObject({ state: 'STOPPED', failedAt: bad });
      expect((await contents(views.database))['days_documents']).toEqual(right['days_documents']);
      expect((await contents(views.database))['coin_rows']).toHaveLength(2);
      expect((await tablesOf(views)).filter((name) => name.endsWith('_next'))).toEqual([]);
    });

    it('refuses a name that does not exist', async () => {
      const views = await engine.open();
      await expect(views.views.rebuild('nothing')).rejects.toThrow('"nothing"');
    });
  });

  describe('a changed version', () => {
    const second: Projection = {
      ...(purses as Projection),
      version: 2,
      tables: { purse_totals: { columns: { id: 'text', coins: 'integer' }, key: ['id'] } },
      rows: (document) => ({ purse_totals: [{ id: (document as Purse).id, coins: (document as Purse).coins.length }] }),
    };

    it('is rebuilt at the start beside the old one, which goes at the switch', async () => {
      const first = await engine.open();
      await pay('a', 1);
      await pay('a', 2);
      await settled(first.views, engine.store);
      await first.close();
      const views = await engine.open({ projections: [second, days] });
      await settled(views.views, engine.store);
      expect(await views.read.select('SELECT id, coins FROM purse_totals')).toEqual([{ id: 'a', coins: 2 }]);
      expect(await tablesOf(views)).not.toContain('coin_rows');
      expect(views.views.status()[0]).toMatchObject({ name: 'purses', version: 2, state: 'LIVE' });
      await pay('b', 3);
      await settled(views.views, engine.store);
      expect(await views.read.select('SELECT id, coins FROM purse_totals ORDER BY id')).toEqual([
        { id: 'a', coins: 2 },
        { id: 'b', coins: 1 },
      ]);
    });

    it('is not asked before the switch: the old tables would answer otherwise, or not at all', async () => {
      const first = await engine.open();
      await pay('a', 1);
      await settled(first.views, engine.store);
      await first.close();
      const { gate, open: letGo } = gated();
      const { views, read } = await engine.open({ projections: [second, days], gate });
      const ask = (): Promise<PromiseSettledResult<unknown>[]> =>
        Promise.allSettled([
          read.select('SELECT t.coins FROM purse_totals t'),
          read.select('SELECT j.type, d.document FROM journal j JOIN purses_documents d ON j.stream = d.key'),
          read.documents('purses', ['a']),
        ]);
      const behind = expect.objectContaining({ code: 'VIEWS_BEHIND' }) as unknown;
      expect(await ask()).toEqual(Array(3).fill({ status: 'rejected', reason: behind }));
      expect(await views.waitFor(await pay('a', 2), ['purses'], 20)).toBe('pending');
      // A projection whose version has not changed continues.
      expect(await views.waitFor(await pay('a', 3), ['days', 'journal'], 5_000)).toBe('passed');
      expect(await read.select('SELECT count(*) AS n FROM journal')).toEqual([{ n: 3 }]);
      expect((await read.documents('days', ['2026-01-05'])).size).toBe(1);
      letGo();
      await settled(views, engine.store);
      expect((await ask()).map(({ status }) => status)).toEqual(Array(3).fill('fulfilled'));
      expect(await read.select('SELECT t.coins FROM purse_totals t')).toEqual([{ coins: 3 }]);
    });

    it('stops, and says where, when its rebuild throws; the others go on', async () => {
      const first = await engine.open();
      const position = await pay('a', 1);
      await settled(first.views, engine.store);
      await first.close();
      const broken: Projection = {
        ...second,
        evolve: () => {
          throw new Error('broken');
        },
      };
      const views = await engine.open({ projections: [broken, days] });
      expect(await views.views.waitFor(position, ['purses'], 10_000)).toBe('pending');
      expect(views.views.status()[0]).toMatchObject({ state: 'STOPPED', error: 'broken', failedAt: position });
      const next = await pay('a', 2);
      expect(await views.views.waitFor(next, ['days', 'journal'], 5_000)).toBe('passed');
      expect(await tablesOf(views)).toContain('coin_rows');
      await expect(views.read.documents('purses', ['a'])).rejects.toMatchObject({ code: 'VIEWS_BEHIND' });
    });
  });

  describe('a start', () => {
    it('drops what a killed rebuild has left, and builds again', async () => {
      const first = await engine.open();
      await pay('a', 1);
      await settled(first.views, engine.store);
      await first.database.write(async (session) => {
        await session.run('CREATE TABLE purses_documents_v1_next (key text PRIMARY KEY, document text)');
        await session.run('CREATE TABLE coin_rows_v1_next (anything text)');
      });
      await first.close();
      const views = await engine.open();
      expect((await tablesOf(views)).filter((name) => name.endsWith('_next'))).toEqual([]);
      await views.views.rebuild('purses');
      await settled(views.views, engine.store);
    });

    it('builds a long log in one go, and follows from there', async () => {
      for (let n = 0; n < 40; n++) await pay(`p${n % 3}`, n);
      const views = await engine.open({ longBacklog: 10 });
      await settled(views.views, engine.store);
      expect(views.views.status().map(({ state }) => state)).toEqual(['LIVE', 'LIVE', 'LIVE']);
      const position = await pay('p0', 40);
      expect(await views.views.waitFor(position, ['purses', 'days', 'journal'], 5_000)).toBe('passed');
      expect((await contents(views.database))['journal']).toHaveLength(41);
      expect(views.views.head).toBe(await headOf(engine.store));
    });

    it('begins anew where the views were made from another store', async () => {
      const first = await engine.open();
      for (let n = 0; n < 3; n++) await pay('a', 1);
      await settled(first.views, engine.store);
      await new ViewsCheckpointStore(first.database).save('a-saga', await headOf(engine.store));
      await first.close();
      engine.store = new InMemoryEventStore();
      for (let n = 0; n < 5; n++) await pay('b', 1);
      const views = await engine.open();
      await settled(views.views, engine.store);
      // With a stored checkpoint, a saga that follows the log would skip every event before it.
      expect(await new ViewsCheckpointStore(views.database).load('a-saga')).toBeUndefined();
      expect((await contents(views.database))['purse_rows']).toEqual([JSON.stringify({ id: 'b', total: 5 })]);
      expect((await contents(views.database))['journal']).toHaveLength(5);
    });

    it('begins anew where its events were carried to another store: their positions are others', async () => {
      const first = await engine.open();
      for (let n = 0; n < 3; n++) await pay('a', 1);
      await settled(first.views, engine.store);
      await first.close();
      const target = movedStore(engine.store);
      const views = await engine.open({ store: target });
      await settled(views.views, target);
      expect((await contents(views.database))['purse_rows']).toEqual([JSON.stringify({ id: 'a', total: 3 })]);
      expect(views.views.head).toBe(await headOf(target));
    });
  });
});
