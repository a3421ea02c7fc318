import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { StoredEvent } from '#event-sourcing/event.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { collect } from '#testing/event-sourcing/contract/observe.js';
import { anEvent, someEvents } from '#testing/event-sourcing/an-event.js';
import { EmbeddedEventStore, openEmbeddedEventStore } from './embedded-event-store.js';
import { openEventFile } from './file/event-file.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = (open: () => unknown): string => {
  try {
    open();
  } catch (error) {
    if (error instanceof EventStoreError) return error.code;
    throw error;
  }
  return 'opened';
};

describe('a data folder', () => {
  it('is made for its owner alone', async () => {
    const made = join(folder, 'deep', 'data');
    await openEmbeddedEventStore(made).close();
    expect(statSync(made).mode & 0o777).toBe(0o700);
    expect(statSync(join(made, 'events.sqlite')).mode & 0o777).toBe(0o600);
  });

  it('has one owner at a time; a second is refused and told why', async () => {
    const first = openEmbeddedEventStore(folder);
    expect(() => openEmbeddedEventStore(folder)).toThrow(/in use by another Evenkeel process/);
    expect(codeOf(() => openEmbeddedEventStore(folder))).toBe('STORE_OWNED');
    await first.close();
    await openEmbeddedEventStore(folder).close();
  });

  it('that cannot be one is refused and named', () => {
    writeFileSync(join(folder, 'a-file'), '');
    expect(codeOf(() => openEmbeddedEventStore(join(folder, 'a-file')))).toBe('STORE_UNAVAILABLE');
    mkdirSync(join(folder, 'events.sqlite'));
    expect(codeOf(() => openEmbeddedEventStore(folder))).toBe('STORE_UNAVAILABLE');
  });

  it('with a file that is no event store is left alone, and not held', () => {
    writeFileSync(join(folder, 'events.sqlite'), 'not a database, but long enough to be looked at: '.repeat(40));
    expect(codeOf(() => openEmbeddedEventStore(folder))).toBe('STORE_UNAVAILABLE');
    rmSync(join(folder, 'events.sqlite'));
    const other = new Database(join(folder, 'events.sqlite'));
    other.exec('create table other (a)');
    other.close();
    expect(() => openEmbeddedEventStore(folder)).toThrow(/is not an event store/);
    rmSync(join(folder, 'events.sqlite'));
    expect(codeOf(() => void openEmbeddedEventStore(folder).close())).toBe('opened');
  });

  it('of a later layout is refused', async () => {
    await openEmbeddedEventStore(folder).close();
    const file = new Database(join(folder, 'events.sqlite'));
    file.pragma('user_version = 9');
    file.close();
    expect(() => openEmbeddedEventStore(folder)).toThrow(/layout 9/);
  });

  it('whose mode was widened by its owner stays as it is', async () => {
    chmodSync(folder, 0o755);
    await openEmbeddedEventStore(folder).close();
    expect(statSync(folder).mode & 0o777).toBe(0o755);
  });
});

describe('the event file', () => {
  it('waits for the disk at every commit', () => {
    const file = openEventFile(folder);
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(file.pragma('synchronous', { simple: true })).toBe(2);
    file.close();
  });

  it('is not held by a read between two pages: appends go in and the log can be emptied', async () => {
    const file = openEventFile(folder);
    const store = new EmbeddedEventStore(file, () => undefined);
    for (let i = 0; i < 3; i++) await store.append('program-1', someEvents(1_000), { expectedRevision: 'any' });
    for await (const page of store.readAll()) {
      expect(page.length).toBeLessThan(3_000);
      await store.append('program-2', [anEvent()], { expectedRevision: 'any' });
      expect(file.pragma('wal_checkpoint(TRUNCATE)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
    }
    await store.close();
  });

  it('is read in pages that stay small when the events are large, also where small ones lie before them', async () => {
    const store = openEmbeddedEventStore(folder);
    await store.append('program-1', someEvents(100), { expectedRevision: 'any' });
    for (let i = 0; i < 10; i++) await store.append('program-1', [anEvent({ text: '文'.repeat(300_000) })], { expectedRevision: 'any' });
    await store.append('program-1', someEvents(10), { expectedRevision: 'any' });
    const following = async function* (): AsyncGenerator<StoredEvent[]> {
      for await (const item of store.subscribe()) {
        if (item === 'caughtUp') return;
        yield item;
      }
    };
    for (const read of [store.readAll(), store.read('program-1'), store.readAll({ direction: 'backwards' }), following()]) {
      const pages: StoredEvent[][] = [];
      for await (const page of read) pages.push(page);
      expect(pages.flat()).toHaveLength(120);
      for (const page of pages) expect(page.filter(({ data }) => 'text' in data).length).toBeLessThanOrEqual(2);
    }
    await store.close();
  });
});

describe('a position', () => {
  it('of another store, or beyond the head, is refused and not waited for', async () => {
    const store = openEmbeddedEventStore(folder);
    await store.append('program-1', [anEvent()], { expectedRevision: 'any' });
    const first = async (after: string): Promise<unknown> => {
      for await (const item of store.subscribe({ after })) return item;
      return undefined;
    };
    await expect(first('0000000000000001')).resolves.toBe('caughtUp');
    await expect(first('0000000000000002')).rejects.toMatchObject({ code: 'STALE_POSITION' });
    await expect(first('C:7/P:7')).rejects.toMatchObject({ code: 'STALE_POSITION' });
    await expect(collect(store.readAll({ after: '7' }))).rejects.toMatchObject({ code: 'STALE_POSITION' });
    await store.close();
  });
});

describe('several appends together', () => {
  const first = { stream: 'program-1', events: someEvents(2), expectedRevision: 'none' as const };
  const second = { stream: 'program-2', events: someEvents(1), expectedRevision: 'none' as const };
  const third = { stream: 'program-1', events: someEvents(1), expectedRevision: 1 };

  it('go in in their order, behind what waited before them, and a repeat stores nothing', async () => {
    const store = openEmbeddedEventStore(folder);
    const before = store.append('program-0', someEvents(1), { expectedRevision: 'none' });
    const results = await store.appendAll([first, second, third]);
    expect(results.map((result) => result.ok && Number(result.position))).toEqual([3, 4, 5]);
    expect(await before).toMatchObject({ ok: true, revision: 0 });
    expect(await store.appendAll([first, second, third])).toEqual(results);
    const stored = await collect(store.readAll());
    expect(stored.slice(1).map(({ id }) => id)).toEqual([first, second, third].flatMap(({ events }) => events.map(({ id }) => id)));
    await store.close();
  });

  it('go in not at all where one is a conflict, weighs too much or is empty', async () => {
    const store = openEmbeddedEventStore(folder);
    const results = await store.appendAll([first, { ...second, expectedRevision: 7 }, third]);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    const large = { ...second, events: [anEvent({ text: 'x'.repeat(2_000_000) })] };
    await expect(store.appendAll([first, large])).rejects.toMatchObject({ code: 'EVENT_TOO_LARGE' });
    await expect(store.appendAll([first, { ...second, events: [] }])).rejects.toThrow(RangeError);
    expect(await collect(store.readAll())).toEqual([]);
    expect(await store.appendAll([first, third])).toMatchObject([{ ok: true }, { ok: true, position: '0000000000000003' }]);
    await store.close();
    await expect(store.appendAll([second])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
  });
});

it('an append without events, or of what JSON cannot hold, is refused and stores nothing', async () => {
  const store = openEmbeddedEventStore(folder);
  await expect(store.append('program-1', [], { expectedRevision: 'any' })).rejects.toThrow(RangeError);
  await expect(store.append('program-1', [anEvent(), anEvent({ n: Number.NaN })], { expectedRevision: 'any' })).rejects.toThrow(TypeError);
  expect(await collect(store.readAll())).toEqual([]);
  await store.close();
});
