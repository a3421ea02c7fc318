import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync } from 'node:fs';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { collect, rejectsWith } from '#testing/event-sourcing/contract/observe.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { openEmbeddedEventStore } from './embedded-event-store.js';
import { openReader } from './event-reader.js';
import { edit, eventFileOf } from './testing/changed.js';

let folder: string;
let remove: () => void;
const opened: (EventStore | EventReader)[] = [];

const whole = temporaryFolder();

/** Two streams whose events alternate: positions 1 to 600, the odd ones in `program-1`. */
beforeAll(async () => {
  const store = openEmbeddedEventStore(whole.folder);
  const appends = Array.from({ length: 600 }, (_, i) => ({
    stream: `program-${1 + (i % 2)}`,
    events: someEvents(1, i),
    expectedRevision: 'any' as const,
  }));
  await store.appendAll(appends);
  await store.close();
});
afterAll(() => whole.remove());

beforeEach(() => {
  ({ folder, remove } = temporaryFolder());
  copyFileSync(eventFileOf(whole.folder), eventFileOf(folder));
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  remove();
});

const kept = <T extends EventStore | EventReader>(one: T): T => (opened.push(one), one);

/** Reads until the first failure: how many events came before it, and the error. */
async function upTo(pages: AsyncIterable<StoredEvent[]>): Promise<{ readonly count: number; readonly failure?: unknown }> {
  let count = 0;
  try {
    for await (const page of pages) {
      // `data` and `metadata` are parsed lazily: access both.
      for (const { data, metadata } of page) count += data && metadata ? 1 : 0;
    }
    return { count };
  } catch (failure) {
    return { count, failure };
  }
}

const ways = [
  ['the store', () => kept(openEmbeddedEventStore(folder))],
  ['a reader beside it', () => kept(openReader(folder))],
] as const;

const changes: readonly (readonly [what: string, sql: string, kind: string])[] = [
  ['a value', `update events set data = replace(data, '"n":', '"m":') where position = 301`, 'CHECKSUM'],
  ['its metadata', `update events set metadata = replace(metadata, 'a', 'b') where position = 301`, 'CHECKSUM'],
  ['its type', `update events set type = 'Other' where position = 301`, 'CHECKSUM'],
  ['its id', `update events set id = '00000000-0000-4000-8000-000000000000' where position = 301`, 'CHECKSUM'],
  ['its JSON, now broken', `update events set data = '{' where position = 301`, 'CHECKSUM'],
  ['its checksum', `update events set checksum = checksum + 1 where position = 301`, 'CHECKSUM'],
  ['everything: it is gone', `delete from events where position = 301`, 'GAP'],
];

describe.each(ways)('%s, of an event that was changed', (_, open) => {
  it.each(changes)('%s: gives what lies before it, and then says which one', async (_what, sql, kind) => {
    edit(folder, sql);
    const events = open();
    const place = { kind, position: '0000000000000301' };
    expect(await upTo(events.readAll())).toEqual({ count: 300, failure: expect.objectContaining({ code: 'EVENT_DAMAGED' }) });
    expect((await upTo(events.readAll())).failure).toMatchObject({ fault: place });
    expect(await upTo(events.readAll({ direction: 'backwards' }))).toMatchObject({ count: 299, failure: { fault: place } });
    const ofStream = kind === 'GAP' ? { kind, stream: 'program-1', revision: 150 } : place;
    expect(await upTo(events.read('program-1'))).toMatchObject({ count: 150, failure: { fault: ofStream } });
    expect(await upTo(events.read('program-1', { direction: 'backwards' }))).toMatchObject({ count: 149, failure: { fault: ofStream } });
    expect(await upTo(events.read('program-2'))).toEqual({ count: 300 });
    expect(await upTo(events.readAll({ after: '0000000000000301' }))).toEqual({ count: 299 });
    expect(String((await upTo(events.readAll())).failure)).toMatch(/position 0000000000000301.*evenkeel verify/s);
  });

  it('the first ones gone: neither direction takes the rest for all', async () => {
    edit(folder, 'delete from events where position < 3');
    const events = open();
    expect(await upTo(events.readAll())).toMatchObject({ count: 0, failure: { fault: { kind: 'GAP', position: '0000000000000001' } } });
    expect(await upTo(events.readAll({ direction: 'backwards' }))).toMatchObject({ failure: { fault: { position: '0000000000000002' } } });
    expect(await upTo(events.read('program-2'))).toMatchObject({ count: 0, failure: { fault: { revision: 0 } } });
    expect(await upTo(events.read('program-2', { direction: 'backwards' }))).toMatchObject({ failure: { fault: { revision: 0 } } });
  });

  it('a column that became a value of another kind', async () => {
    edit(folder, `create table bare as select * from events`);
    edit(folder, 'drop table events', 'alter table bare rename to events', `update events set data = x'00ff' where position = 301`);
    edit(folder, 'create unique index events_by_stream on events (stream, revision)');
    expect(await upTo(open().readAll())).toMatchObject({ count: 300, failure: { fault: { position: '0000000000000301' } } });
  });

  it('a whole log is read in both directions, also from beyond its head', async () => {
    const events = open();
    for (const direction of ['forwards', 'backwards'] as const) {
      expect(await upTo(events.readAll({ direction }))).toEqual({ count: 600 });
      expect(await upTo(events.read('program-1', { direction }))).toEqual({ count: 300 });
    }
    expect(await upTo(events.readAll({ direction: 'backwards', after: '0000000000000900' }))).toEqual({ count: 600 });
    expect(await upTo(events.read('program-1', { direction: 'backwards', after: 900 }))).toEqual({ count: 300 });
    expect(await upTo(events.read('program-9', { direction: 'backwards', after: 900 }))).toEqual({ count: 0 });
  });
});

it('what reading has found is kept by the store, each place once', async () => {
  edit(folder, changes[0]![1], 'delete from events where position = 4');
  const store = kept(openEmbeddedEventStore(folder));
  for (let time = 0; time < 2; time++) {
    await rejectsWith('EVENT_DAMAGED', collect(store.read('program-1')));
    await rejectsWith('EVENT_DAMAGED', collect(store.readAll()));
  }
  expect(store.damage.map(({ message }) => /position \d+|revision \d+/.exec(message)?.[0]).sort()).toEqual([
    'position 0000000000000004',
    'position 0000000000000301',
  ]);
});

it('a subscription gives what lies before a damaged event, and then fails with it', async () => {
  edit(folder, changes[0]![1]);
  const items = kept(openEmbeddedEventStore(folder)).subscribe()[Symbol.asyncIterator]();
  expect((await items.next()).value).toHaveLength(300);
  await expect(items.next()).rejects.toMatchObject({ code: 'EVENT_DAMAGED' });
});
