import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { PostgresUnderTest } from '#testing/postgres.js';
import { eventually } from '#testing/program.js';
import { DocumentCache } from '../writers/document-cache.js';
import { documentWriters } from '../writers/projection-writers.js';
import { ReplicaViews } from './replica-views.js';
import { LiveReadDatabase } from '../database/live-read-database.js';
import { LiveViews } from '../daemon/live-views.js';
import { readingSchemas } from '../database/postgres-schemas.js';
import { NotificationListener } from './notification-listener.js';
import { ProjectorMailbox } from './projector-mailbox.js';
import { rebuildHere } from '../rebuild/rebuild-worker.js';
import { StoreReader } from '../daemon/running/store-reader.js';
import { appended } from '../testing/engine-under-test.js';
import { all } from '../testing/log.js';
import { days, purses, type Purse } from '../testing/toy-projections.js';
import { ViewsDatabase } from '../database/views-database.js';

const first = [purses, days] as readonly Projection[];
/** The next version of the projection, whose rows have another shape. */
const second = [
  {
    ...purses,
    version: 2,
    tables: { purse_rows: { columns: { id: 'text', coins: 'integer' }, key: ['id'] } },
    rows: ({ id, coins }: Purse) => ({ purse_rows: [{ id, coins: coins.length }] }),
  },
  days,
] as unknown as readonly Projection[];

let server: PostgresUnderTest;
let url: string;
let store: InMemoryEventStore;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await PostgresUnderTest.start();
});
afterAll(() => server.remove());
beforeEach(async () => {
  url = await server.database();
  store = new InMemoryEventStore();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await store.close();
});

async function open(projections: readonly Projection[]): Promise<ViewsDatabase> {
  const database = await ViewsDatabase.openPostgres(url, readingSchemas(documentWriters(projections, new DocumentCache())));
  closing.push(() => database.close());
  return database;
}

/** @param ready resolves when a rebuild may begin */
async function projector(
  projections = first,
  ready: Promise<void> = Promise.resolve(),
): Promise<{ views: LiveViews; mailbox: ProjectorMailbox; stop: () => Promise<void> }> {
  const database = await open(projections);
  const openReader = (): StoreReader => new StoreReader(store, database);
  const runRebuild = rebuildHere(database, openReader, projections);
  const views = new LiveViews({
    database,
    cache: new DocumentCache(),
    store,
    projections,
    openReader,
    runRebuild: (...asked) => ready.then(() => runRebuild(...asked)),
  });
  await views.start();
  closing.push(() => views.stop());
  const mailbox = new ProjectorMailbox(database);
  await mailbox.report(views.status());
  return { views, mailbox, stop: () => views.stop() };
}

/** @param notified false: the replica receives no notifications and has to poll */
async function replica(projections = first, notified = true): Promise<{ views: ReplicaViews; read: LiveReadDatabase }> {
  const database = await open(projections);
  const views = new ReplicaViews({ database, store, url: notified ? url : undefined, projections, giveUpMs: 1_000 });
  await views.start();
  closing.push(() => views.stop());
  return { views, read: new LiveReadDatabase(database, new DocumentCache({ documents: 0, characters: 0 }), views, projections) };
}

const pay = (purse: string, amount: number): Promise<string> => appended(store, `purse-${purse}`, 'Paid', { amount });

const NAMES = ['purses', 'days', 'journal'];

describe('views that another process writes', () => {
  it.each([true, false])('show what was waited for, and tell of it once and in order (NOTIFY: %s)', async (notified) => {
    // The replica starts before any projector exists.
    const { views, read } = await replica(first, notified);
    expect(views.head).toBeUndefined();
    expect(views.status()[0]).toMatchObject({ state: 'CATCHING_UP', error: 'no projector is at work' });
    const { mailbox, views: live } = await projector();
    expect(await views.waitFor(await pay('a', 0), NAMES, 10_000)).toBe('passed');
    const heard: StoredEvent[] = [];
    const heardAll = new Promise<void>((resolve) => views.onApplied((events) => heard.push(...events) >= 21 && resolve()));
    for (let n = 1; n <= 20; n++) {
      const position = await pay('a', n);
      expect(await views.waitFor(position, NAMES, 10_000)).toBe('passed');
      expect((await read.documents<Purse>('purses', ['a'])).get('a')!.coins).toHaveLength(n + 1);
    }
    await mailbox.report(live.status());
    expect(await views.waitFor(await pay('a', 21), NAMES, 10_000)).toBe('passed');
    expect(views.status().map(({ error, state }) => [error, state])).toEqual(Array(3).fill([null, 'LIVE']));
    const last = (await all(store)).slice(1);
    // The last announcement comes after the wait that it ends.
    await heardAll;
    expect(heard.map(({ id, position, data }) => ({ id, position, data }))).toEqual(
      last.map(({ id, position, data }) => ({ id, position, data })),
    );
  });

  it('notify when they have moved', async () => {
    const { views } = await projector();
    let notified = 0;
    const listener = new NotificationListener(url, () => notified++);
    closing.push(() => Promise.resolve(listener.stop()));
    listener.start();
    // The start of listening counts as one notification; then there is one for every batch.
    await eventually('it listens', () => (notified > 0 ? true : undefined));
    expect(await views.waitFor(await pay('a', 1), NAMES, 10_000)).toBe('passed');
    await eventually('it is notified', () => (notified > 1 ? true : undefined));
  });

  it('gives up in time where no projector is at work', async () => {
    const { views } = await replica();
    expect(await views.waitFor(await pay('a', 1), NAMES, 20)).toBe('pending');
  });

  it('asks the projector for a rebuild, and hears how it went', async () => {
    const { views: live, mailbox } = await projector();
    const { views } = await replica();
    expect(await views.waitFor(await pay('a', 1), NAMES, 10_000)).toBe('passed');
    const asked = Promise.allSettled([views.rebuild('purses'), views.rebuild(['days', 'journal'])]);
    const taken: string[] = [];
    while (taken.length < 3) {
      for (const { id, names } of await mailbox.take()) {
        taken.push(...names);
        const failed = names.includes('purses') ? undefined : 'no room';
        if (failed === undefined) await live.rebuild(names);
        await mailbox.answer(id, failed);
      }
    }
    const refused = expect.objectContaining({ message: expect.stringContaining('no room') as unknown }) as unknown;
    expect(await asked).toEqual([
      { status: 'fulfilled', value: undefined },
      { status: 'rejected', reason: refused },
    ]);
    await expect(views.rebuild('nothing')).rejects.toThrow('"nothing"');
  });

  it('takes a rebuild that a dead projector had begun as asked for again', async () => {
    const { mailbox } = await projector();
    await mailbox.ask({ id: 'r', names: ['purses'] });
    expect(await mailbox.take()).toEqual([{ id: 'r', names: ['purses'] }]);
    expect(await mailbox.take()).toEqual([]);
    await mailbox.takeOver();
    expect(await mailbox.take()).toEqual([{ id: 'r', names: ['purses'] }]);
  });
});

it('a rebuild that nobody is there to do fails in time', async () => {
  const { views } = await replica();
  await expect(views.rebuild('purses')).rejects.toThrow('no projector has started here yet');
  const { stop } = await projector();
  await stop();
  await expect(views.rebuild('purses')).rejects.toThrow('no projector is at work');
});

describe('views of another store', () => {
  const paid = (...purses: readonly string[]) => purses.reduce((before, one) => before.then(() => pay(one, 1)), Promise.resolve(''));

  it('answer nobody until a projector has made them anew', async () => {
    const before = await projector();
    expect(await before.views.waitFor(await paid('a', 'a', 'a'), NAMES, 10_000)).toBe('passed');
    await before.stop();
    store = new InMemoryEventStore();
    const position = await paid('b', 'b');
    const { views, read } = await replica();
    expect([views.head, views.status().map(({ error }) => error)]).toEqual([
      undefined,
      Array(3).fill('these views were made from another event store'),
    ]);
    await expect(read.select('select id, total from purse_rows')).rejects.toMatchObject({ code: 'VIEWS_BEHIND' });
    expect(await views.waitFor(position, NAMES, 20)).toBe('pending');
    await projector();
    expect(await views.waitFor(position, NAMES, 10_000)).toBe('passed');
    expect(await read.select('select id, total from purse_rows')).toEqual([{ id: 'b', total: 2 }]);
  });

  it('that came into the place of a live replica’s are told of, though their positions lie before', async () => {
    const before = await projector();
    const { views } = await replica();
    expect(await views.waitFor(await paid('a', 'a', 'a', 'a'), NAMES, 10_000)).toBe('passed');
    const heard: string[] = [];
    views.onApplied((events) => heard.push(...events.map(({ stream }) => stream)));
    await before.stop();
    store = new InMemoryEventStore();
    await paid('b');
    const after = await projector();
    // Until the replica has seen the new checkpoint, it takes the position for one that was passed long ago.
    while (views.head !== after.views.head || views.head === undefined) await new Promise((resolve) => setImmediate(resolve));
    expect(await views.waitFor(await paid('c'), NAMES, 10_000)).toBe('passed');
    while (!heard.includes('purse-c')) await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('a rolling upgrade', () => {
  it('leaves a replica of the old version the views that it understands, and its waits are told `pending` at once', async () => {
    const old = await replica();
    const before = await projector();
    expect(await old.views.waitFor(await pay('a', 5), NAMES, 10_000)).toBe('passed');
    await before.stop();
    const after = await projector(second);
    const fresh = await replica(second);
    const position = await pay('a', 7);
    expect(await after.views.waitFor(position, NAMES, 10_000)).toBe('passed');
    expect(await fresh.views.waitFor(position, NAMES, 10_000)).toBe('passed');
    expect(await fresh.read.select('select id, coins from purse_rows')).toEqual([{ id: 'a', coins: 2 }]);
    // The old replica still shows the rows of its own version, as they were.
    expect(await old.read.select('select id, total from purse_rows')).toEqual([{ id: 'a', total: 5 }]);
    expect((await old.read.documents<Purse>('purses', ['a'])).get('a')!.coins).toEqual([5]);
    const asked = performance.now();
    expect(await old.views.waitFor(await pay('a', 9), ['purses'], 60_000)).toBe('pending');
    expect(performance.now() - asked).toBeLessThan(5_000);
    // Projections whose version has not changed still move on.
    expect(await old.views.waitFor(await pay('a', 9), ['days', 'journal'], 10_000)).toBe('passed');
    // A downgrade: the kept tables of a previous version must not be taken for the live ones.
    await after.stop();
    const back = await projector(first);
    const last = await pay('a', 1);
    expect(await back.views.waitFor(last, NAMES, 10_000)).toBe('passed');
    // Until the replica has seen the new checkpoint, it answers `pending`.
    while ((await old.views.waitFor(last, NAMES, 10_000)) !== 'passed') await new Promise((resolve) => setImmediate(resolve));
    expect(await old.read.select('select id, total from purse_rows')).toEqual([{ id: 'a', total: 31 }]);
  });
});

describe('a view whose new version is being built', () => {
  it('answers replicas of the old version as before, and those of the new one that it is behind', async () => {
    const old = await replica();
    const behind = { code: 'VIEWS_BEHIND' };
    // Before a projector has started for the first time there are no tables at all.
    await expect(old.read.select('select id, total from purse_rows')).rejects.toMatchObject(behind);
    const before = await projector();
    expect(await old.views.waitFor(await pay('a', 5), NAMES, 10_000)).toBe('passed');
    await before.stop();
    let letGo = (): void => undefined;
    const after = await projector(second, new Promise<void>((resolve) => (letGo = resolve)));
    const fresh = await replica(second);
    await expect(fresh.read.select('select id, coins from purse_rows')).rejects.toMatchObject(behind);
    await expect(fresh.read.documents('purses', ['a'])).rejects.toMatchObject(behind);
    expect(await fresh.read.select('select stream from journal')).toEqual([{ stream: 'purse-a' }]);
    const position = await pay('a', 7);
    // Nobody writes the old tables any more: the wait ends at once as `pending`, and the old tables are still shown.
    expect(await old.views.waitFor(position, ['purses'], 60_000)).toBe('pending');
    expect(await old.read.select('select id, total from purse_rows')).toEqual([{ id: 'a', total: 5 }]);
    letGo();
    expect(await after.views.waitFor(position, NAMES, 10_000)).toBe('passed');
    expect(await fresh.views.waitFor(position, NAMES, 10_000)).toBe('passed');
    expect(await fresh.read.select('select id, coins from purse_rows')).toEqual([{ id: 'a', coins: 2 }]);
    expect(await old.read.select('select id, total from purse_rows')).toEqual([{ id: 'a', total: 5 }]);
    expect((await old.read.documents<Purse>('purses', ['a'])).get('a')!.coins).toEqual([5]);
  });
});

describe('long reads of a store', () => {
  it('count, and name the streams, by the journal as far as it goes and by the store beyond', async () => {
    const database = await open(first);
    const reader = new StoreReader(store, database);
    const names = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const some of reader.streams()) found.push(...some);
      return found;
    };
    expect([await reader.head(), await reader.count(), await names()]).toEqual([undefined, 0, []]);
    const position = await pay('b', 1);
    await pay('a', 1);
    expect([await reader.count(), await reader.count(position), await names()]).toEqual([2, 1, ['purse-b', 'purse-a']]);
    const { views, stop } = await projector();
    expect(await views.waitFor((await reader.head())!, NAMES, 10_000)).toBe('passed');
    await stop();
    const last = await pay('c', 1);
    expect([await reader.count(), await reader.count(position), await reader.count(last)]).toEqual([3, 2, 0]);
    expect(await names()).toEqual(['purse-b', 'purse-a', 'purse-c']);
    expect(await reader.head()).toBe(last);
  });
});
