import { afterEach, beforeEach, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { collect } from '#testing/event-sourcing/contract/observe.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { addChecksums } from './file/add-checksums.js';
import { openEmbeddedEventStore } from './embedded-event-store.js';
import { openReader } from './event-reader.js';
import { edit, eventFileOf, putFirstLayout } from './testing/changed.js';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = temporaryFolder());
  putFirstLayout(folder);
});
afterEach(() => remove());

function inFile<T>(look: (file: Database.Database) => T): T {
  const file = new Database(eventFileOf(folder));
  try {
    return look(file);
  } finally {
    file.close();
  }
}
const layout = (): unknown => inFile((file) => file.pragma('user_version', { simple: true }));
const without = (): unknown => inFile((file) => file.prepare('select count(*) from events where checksum is null').pluck().get());
const texts = (): unknown =>
  inFile((file) => file.prepare('select position, stream, revision, id, type, data, metadata from events').all());

it('a store of the first layout gets its checksums at the first start, and is otherwise as it was', async () => {
  const before = texts();
  const store = openEmbeddedEventStore(folder);
  expect(await collect(store.readAll())).toHaveLength(20);
  await store.append('program-2', someEvents(1), { expectedRevision: 'none' });
  await store.close();
  edit(folder, 'delete from events where position = 21');
  expect([layout(), without(), texts()]).toEqual([2, 0, before]);
});

it('a start that is killed meanwhile loses nothing: the next one goes on', async () => {
  const before = texts();
  inFile((file) => {
    let put = 0;
    const killing = new Proxy(file, {
      get: (target, name) => {
        if (name !== 'prepare') return (Reflect.get(target, name) as (...of: never[]) => unknown).bind(target);
        return (sql: string) => {
          const statement = target.prepare(sql);
          if (!sql.startsWith('update')) return statement;
          return {
            run: (...given: unknown[]) => {
              if (++put > 8) throw new Error('killed');
              return statement.run(...given);
            },
          };
        };
      },
    });
    expect(() => addChecksums(killing)).toThrow('killed');
  });
  expect([layout(), without(), texts()]).toEqual([1, 20, before]);
  // In a larger file some of the transactions are done already when the process is killed.
  edit(folder, 'update events set checksum = 1 where position = 3');
  inFile((file) => file.prepare('update events set checksum = null').run());
  await openEmbeddedEventStore(folder).close();
  expect([layout(), without(), texts()]).toEqual([2, 0, before]);
});

it('a store of more events than are moved up in one transaction gets all of its checksums', async () => {
  edit(folder, 'delete from events');
  const store = openEmbeddedEventStore(folder);
  await store.appendAll(
    Array.from({ length: 21 }, (_, i) => ({ stream: `program-${i}`, events: someEvents(250, i), expectedRevision: 'none' as const })),
  );
  await store.close();
  edit(folder, 'update events set checksum = null', 'pragma user_version = 1');
  await openEmbeddedEventStore(folder).close();
  expect([layout(), without()]).toEqual([2, 0]);
});

it('is read as it is by who may only read: gaps are noticed, changes are not', async () => {
  const reader = openReader(folder);
  expect(await collect(reader.readAll())).toHaveLength(20);
  await reader.close();
  expect(layout()).toBe(1);
});
