import { afterEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { appended } from '../testing/engine-under-test.js';
import { onEachDatabase } from '../testing/on-each-database.js';
import { toyProjections } from '../testing/toy-projections.js';
import { contents, settled, startViews, viewsFile } from '../testing/views-under-test.js';

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const clean of cleanUps.splice(0).reverse()) await clean();
});

async function history(): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore();
  for (let n = 0; n < 12; n++) {
    await appended(store, `purse-${n % 3}`, n % 5 === 4 ? 'Spent' : 'Paid', { amount: n }, `2026-01-0${1 + (n % 4)}`);
  }
  return store;
}

/** Delivers events in batches of four, so that a crash can happen between two batches. */
const byFours = (store: InMemoryEventStore) => ({
  read: store.read.bind(store),
  readAll: store.readAll.bind(store),
  subscribe: async function* (options?: { after?: string }) {
    for await (const item of store.subscribe(options)) {
      if (item === 'caughtUp') yield item;
      else for (let start = 0; start < item.length; start += 4) yield item.slice(start, start + 4);
    }
  },
});

/** Simulates a process that dies at its nth statement: from then on none of its statements reaches the database. */
class Mortal {
  readonly died: Promise<void>;
  seen = 0;
  dead = false;
  #die: () => void = () => undefined;

  constructor(private readonly last: number) {
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  readonly onStatement = (): void => {
    if (++this.seen >= this.last && !this.dead) {
      this.dead = true;
      this.#die();
    }
    if (this.dead) throw new Error('dead');
  };

  /** Follows the log to its end, then rebuilds every projection. @returns true if the process died before that was done */
  async lives(file: string, store: InMemoryEventStore): Promise<boolean> {
    const views = await startViews(file, byFours(store), toyProjections, { onStatement: this.onStatement }).catch(() => undefined);
    if (!views) return this.dead;
    await Promise.race([settled(views.views, store), this.died]);
    if (!this.dead) await views.views.rebuild(['purses', 'days', 'journal']).catch(() => undefined);
    await views.close();
    return this.dead;
  }
}

/** The tables that an undisturbed process leaves behind. */
async function afterwards(file: string, store: InMemoryEventStore): Promise<Record<string, string[]>> {
  const views = await startViews(file, byFours(store), toyProjections);
  await settled(views.views, store);
  const content = await contents(views.database);
  await views.close();
  return content;
}

onEachDatabase(({ isPostgres }) => {
  describe('a process that dies', () => {
    it('at any statement, right before a commit or right after it, loses nothing and does nothing twice', async () => {
      const store = await history();
      cleanUps.push(() => store.close());
      const whole = viewsFile();
      cleanUps.push(whole.remove);
      const expected = await afterwards(whole.file, store);
      let deaths = 0;
      for (let died = true; died;) {
        const { file, remove } = viewsFile();
        cleanUps.push(remove);
        died = await new Mortal(deaths + 1).lives(file, store);
        expect({ deaths, ...(await afterwards(file, store)) }).toEqual({ deaths, ...expected });
        // Connecting to PostgreSQL is slow, so only every fifth statement is tried there.
        if (died) deaths += isPostgres ? 5 : 1;
      }
      // The statements of opening, of three batches, and of the rebuild of every projection.
      expect(deaths).toBeGreaterThan(100);
    });
  });
});
