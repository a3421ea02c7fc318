import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { DocumentCache } from '../../writers/document-cache.js';
import { LiveReadDatabase } from '../../database/live-read-database.js';
import { EngineUnderTest } from '../../testing/engine-under-test.js';
import { all } from '../../testing/log.js';
import { onEachDatabase } from '../../testing/on-each-database.js';
import { days, purses, toyProjections, type Purse } from '../../testing/toy-projections.js';
import { contents, headOf, settled } from '../../testing/views-under-test.js';

const engine = new EngineUnderTest();
const { append, pay } = engine;

onEachDatabase(() => {
  describe('the runner', () => {
    it('keeps documents, rows and the journal as the events say', async () => {
      const { views, read } = await engine.open();
      await pay('a', 1);
      await pay('a', 2);
      await pay('b', 5);
      await append('a', 'Spent', {});
      await settled(views, engine.store);
      expect(await read.documents<Purse>('purses', ['a', 'b', 'none'])).toEqual(
        new Map([
          ['a', { id: 'a', coins: [1] }],
          ['b', { id: 'b', coins: [5] }],
        ]),
      );
      expect(await read.select('SELECT purse_id, nth, amount FROM coin_rows ORDER BY purse_id, nth')).toEqual([
        { purse_id: 'a', nth: 0, amount: 1 },
        { purse_id: 'b', nth: 0, amount: 5 },
      ]);
      const [first] = await read.select<{ stream: string; revision: number; data: string; program_id: string }>(
        'SELECT stream, revision, data, program_id FROM journal ORDER BY position',
      );
      expect(first).toEqual({ stream: 'purse-a', revision: 0, data: '{"amount":1}', program_id: 'p' });
      expect(views.status().map(({ name, state, behind }) => [name, state, behind])).toEqual([
        ['purses', 'LIVE', 0],
        ['days', 'LIVE', 0],
        ['journal', 'LIVE', 0],
      ]);
    });

    it('goes on after a restart from where it was, and reads nothing twice', async () => {
      const first = await engine.open();
      await pay('a', 1);
      await settled(first.views, engine.store);
      await first.close();
      await pay('a', 2);
      const seen: StoredEvent[][] = [];
      const spy = {
        ...purses,
        evolve: (purse: Purse | undefined, event: StoredEvent) => (seen.push([event]), purses.evolve(purse, event)),
      };
      const second = await engine.open({ projections: [spy, days] as readonly Projection[] });
      await settled(second.views, engine.store);
      expect(seen.flat().map(({ revision }) => revision)).toEqual([1]);
      expect((await second.read.documents<Purse>('purses', ['a'])).get('a')).toEqual({ id: 'a', coins: [1, 2] });
    });

    it('is unmoved by events that it is given again', async () => {
      await pay('a', 1);
      await pay('a', 2);
      const doubling = {
        read: engine.store.read.bind(engine.store),
        readAll: engine.store.readAll.bind(engine.store),
        subscribe: async function* () {
          const events = await all(engine.store);
          yield events.slice(0, 1);
          yield events;
          yield events;
          yield 'caughtUp' as const;
          await new Promise(() => undefined);
        },
      };
      const views = await engine.open({ store: doubling });
      await settled(views.views, engine.store);
      const before = await contents(views.database);
      expect(before['journal']).toHaveLength(2);
      expect(before['coin_rows']).toHaveLength(2);
    });

    it('counts events of types that the code does not know, and keeps them in the journal', async () => {
      const { views, read } = await engine.open({ knows: (type) => type !== 'Burnt' });
      await pay('a', 1);
      await append('a', 'Burnt', {});
      await settled(views, engine.store);
      expect(views.unknownEvents).toBe(1);
      expect(await read.select('SELECT type FROM journal ORDER BY position')).toEqual([{ type: 'Paid' }, { type: 'Burnt' }]);
      expect((await read.documents<Purse>('purses', ['a'])).get('a')?.coins).toEqual([1]);
    });

    it('folds no event of a type that a projection does not know: not even as the first of its stream, and in a rebuild neither', async () => {
      const careful: Projection<Purse> = {
        ...purses,
        knows: (type) => type !== 'Burnt',
        evolve: (purse, event) => {
          if (event.type === 'Burnt') throw new Error('what is that?');
          return purses.evolve(purse, event);
        },
      };
      const { views, read, database } = await engine.open({ projections: [careful] as readonly Projection[] });
      await append('b', 'Burnt', {});
      await settled(views, engine.store);
      await append('a', 'Burnt', {});
      await pay('a', 1);
      await append('a', 'Burnt', {});
      await settled(views, engine.store);
      expect(views.status().map(({ state }) => state)).toEqual(['LIVE', 'LIVE']);
      expect(await read.documents('purses', ['a', 'b'])).toEqual(new Map([['a', { id: 'a', coins: [1] }]]));
      const before = await contents(database);
      await views.rebuild('purses');
      expect(await contents(database)).toEqual(before);
    });

    it('refuses two projections with a table of the same name', async () => {
      await expect(engine.open({ projections: [purses, { ...purses, name: 'others' }] as readonly Projection[] })).rejects.toThrow(
        '"purse_rows"',
      );
    });
  });

  describe('a projection that throws', () => {
    it('stops alone, says where and why, and the others go on', async () => {
      const { views, read } = await engine.open();
      await pay('a', 1);
      const bad = await append('a', 'Paid', { amount: 2, bad: true });
      const last = await pay('b', 3);
      expect(await views.waitFor(last, ['purses', 'journal'], 5_000)).toBe('passed');
      const [event] = (await all(engine.store)).filter(({ position }) => position === bad);
      expect(views.status().find(({ name }) => name === 'days')).toMatchObject({
        state: 'STOPPED',
        error: 'a bad event',
        failedAt: bad,
        failedEventId: event!.id,
        behind: 2,
      });
      expect(views.status().find(({ name }) => name === 'purses')).toMatchObject({ state: 'LIVE', error: null, position: last });
      // The events before the bad one in the same batch are kept.
      expect((await read.documents<{ events: number }>('days', ['2026-01-05'])).get('2026-01-05')).toEqual({ events: 1 });
    });

    it('ends a wait at once, and goes on from its place after the fix', async () => {
      const { views, close } = await engine.open();
      const good = await pay('a', 1);
      expect(await views.waitFor(good, ['days'], 5_000)).toBe('passed');
      const waiting = views.waitFor('9999999999999999', ['days'], 60_000);
      const bad = await append('a', 'Paid', { amount: 2, bad: true });
      expect(await waiting).toBe('pending');
      expect(await views.waitFor(bad, ['days'], 60_000)).toBe('pending');
      expect(await views.waitFor(good, ['days'], 60_000)).toBe('passed');
      await close();
      const fixed: Projection = {
        ...(days as Projection),
        evolve: (tally) => ({ events: ((tally as { events?: number })?.events ?? 0) + 1 }),
      };
      const again = await engine.open({ projections: [purses, fixed] });
      await settled(again.views, engine.store);
      expect((await again.read.documents<{ events: number }>('days', ['2026-01-05'])).get('2026-01-05')).toEqual({ events: 2 });
    });

    it('is found by its event when only its rows are at fault', async () => {
      const clashing: Projection = {
        ...(purses as Projection),
        rows: () => ({
          purse_rows: [
            { id: 'same', total: 1 },
            { id: 'same', total: 2 },
          ],
          coin_rows: [],
        }),
      };
      await pay('a', 1);
      const first = (await all(engine.store))[0]!;
      await pay('a', 1);
      const { views } = await engine.open({ projections: [clashing] });
      expect(await views.waitFor(await headOf(engine.store), ['purses'], 5_000)).toBe('pending');
      expect(views.status()[0]).toMatchObject({ state: 'STOPPED', failedAt: first.position, position: null });
      expect(views.status()[0]!.error).toContain('same');
    });
  });

  describe('waiting and listening', () => {
    it('gives up in time and refuses names that do not exist', async () => {
      const { views } = await engine.open();
      expect(await views.waitFor('9999999999999999', ['purses'], 10)).toBe('pending');
      await expect(views.waitFor('0', ['nothing'], 10)).rejects.toThrow('"nothing"');
    });

    it('tells of events once all have passed them, in order and once', async () => {
      const { views, database } = await engine.open();
      const heard: string[] = [];
      const rows: Promise<unknown>[] = [];
      const end = views.onApplied((events) => {
        heard.push(...events.map(({ position }) => position));
        rows.push(database.select('SELECT count(*) AS n FROM journal'));
      });
      await pay('a', 1);
      await settled(views, engine.store);
      await pay('b', 2);
      await settled(views, engine.store);
      end();
      await pay('b', 3);
      await settled(views, engine.store);
      expect(heard).toEqual((await all(engine.store)).slice(0, 2).map(({ position }) => position));
      expect(await Promise.all(rows)).toEqual([[{ n: 1 }], [{ n: 2 }]]);
      expect(views.head).toBe(await headOf(engine.store));
    });
  });

  describe('documents kept in memory', () => {
    it('are never an older state than the committed one: what was read before a commit is not kept after it', async () => {
      const { views, database } = await engine.open();
      await pay('a', 1);
      await settled(views, engine.store);
      const cache = new DocumentCache();
      const reading = new LiveReadDatabase(database, cache, { answers: () => true }, toyProjections);
      const select = database.select.bind(database);
      database.select = async (sql, parameters) => {
        const rows = await select(sql, parameters);
        cache.committed('purses');
        return rows as never;
      };
      await reading.documents<Purse>('purses', ['a']);
      expect(cache.get('purses', 'a')).toBeUndefined();
      database.select = select;
      await reading.documents<Purse>('purses', ['a']);
      expect(cache.get('purses', 'a')).toBeDefined();
    });
  });
});
