import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { readCheckpoints, tableNames } from '../checkpoints/checkpoints.js';
import { FencedError } from '../database/database-errors.js';
import { rebuild } from './rebuild.js';
import { EngineUnderTest } from '../testing/engine-under-test.js';
import { readerOf } from '../testing/log.js';
import { onEachDatabase } from '../testing/on-each-database.js';
import { toyProjections } from '../testing/toy-projections.js';
import { contents, headOf, settled, type ViewsUnderTest } from '../testing/views-under-test.js';

const engine = new EngineUnderTest();
/** The projector that has rightfully taken over. */
let heir: ViewsUnderTest;
/** What reading the log waits for in this test. */
let gate: () => Promise<void>;

beforeEach(async () => {
  gate = () => Promise.resolve();
  const { store } = engine;
  const gated: Pick<InMemoryEventStore, 'read' | 'readAll' | 'subscribe'> = {
    read: (...asked) => store.read(...asked),
    subscribe: (...asked) => store.subscribe(...asked),
    readAll: async function* (...asked) {
      await gate();
      yield* store.readAll(...asked);
    },
  };
  heir = await engine.open({ store: gated });
  for (let n = 0; n < 5; n++) await pay();
  await settled(heir.views, store);
});

const pay = (): Promise<unknown> => engine.pay('a', 1);

/**
 * A rebuild by another projector that does not know yet that it has lost the leadership. @param beforeSwitch runs just before its switch
 */
function rebuildOfAnother(names: readonly string[], beforeSwitch: () => Promise<void>, reader = readerOf(engine.store)): Promise<unknown> {
  const { database } = heir;
  return rebuild(names, {
    database: {
      turn: async (work) => {
        await beforeSwitch();
        return work();
      },
      write: (work) => database.write(work),
      transaction: (work) => database.transaction(work),
      outside: (work) => database.outside(work),
    },
    reader,
    projections: toyProjections,
    onProgress: () => undefined,
    onSwitched: () => {
      throw new Error('it switched');
    },
  });
}

/**
 * Expects that the tables equal those of a full replay, that the new projector keeps up, and that its next rebuild leaves no extra tables.
 */
async function expectUnharmed(): Promise<void> {
  await pay();
  await settled(heir.views, engine.store);
  expect(heir.views.status().map(({ error }) => error)).toEqual([null, null, null]);
  const live = await contents(heir.database);
  await heir.views.rebuild(['purses', 'days', 'journal']);
  expect([...(await heir.database.outside(tableNames))].filter((name) => name.endsWith('_next'))).toEqual([]);
  const built = await contents(heir.database);
  for (const [table, rows] of Object.entries(built)) expect([table, live[table]]).toEqual([table, rows]);
}

onEachDatabase(() => {
  describe('the switch of a projector that has lost its place', () => {
    it('does not replace what another one has rebuilt meanwhile', async () => {
      const late = rebuildOfAnother(['purses', 'journal'], () => heir.views.rebuild(['purses', 'journal']));
      await expect(late).rejects.toThrow(FencedError);
      expect((await heir.database.outside(readCheckpoints)).get('purses')).toMatchObject({
        build: 2,
        position: await headOf(engine.store),
      });
      await expectUnharmed();
    });

    it('does not put back what another one has taken further', async () => {
      const known = await headOf(engine.store);
      const reader: EventReader = {
        ...readerOf(engine.store),
        readAll: async function* (options) {
          for await (const page of engine.store.readAll(options)) yield page.filter(({ position }) => position <= known);
        },
      };
      const further = async (): Promise<void> => {
        await pay();
        await settled(heir.views, engine.store);
      };
      await expect(rebuildOfAnother(['purses', 'journal'], further, reader)).rejects.toThrow(FencedError);
      expect((await heir.database.outside(readCheckpoints)).get('journal')).toMatchObject({
        build: 1,
        position: await headOf(engine.store),
      });
      await expectUnharmed();
    });

    it('is not reached where another one rebuilds the same: neither writes to the tables of the other', async () => {
      const own = readerOf(engine.store);
      let built: Promise<void> | undefined;
      const reader: EventReader = {
        ...own,
        // Both projectors have created their tables by now.
        head: async () => {
          await new Promise<void>((reached) => {
            gate = () => {
              reached();
              return late.then(
                () => undefined,
                () => undefined,
              );
            };
            built = heir.views.rebuild('purses');
            built.catch(() => undefined);
          });
          return own.head();
        },
      };
      const late = rebuildOfAnother(['purses'], () => Promise.reject(new Error('it came to its switch')), reader);
      await expect(late).rejects.toThrow(/(purse_rows|coin_rows|purses_documents)_\w+_next/);
      await built;
      await expectUnharmed();
    });
  });
});
