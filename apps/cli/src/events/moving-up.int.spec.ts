import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { openEventStoreDb } from '#event-store/eventstoredb/eventstoredb-event-store.js';
import { openPostgresVault, openVault, type Vault } from '#identity/vault/vault.js';
import { PostgresUnderTest } from '#testing/postgres.js';
import { randomFrom } from '#testing/random.js';
import { standInNode } from '#testing/stand-in-subject.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { fileLines } from '../history/file-lines.js';
import { EVENTS, MAX_EVENT_LINE } from './file/event-record.js';
import { importEvents, verify, type Target } from './import-events.js';
import { sealedRecords } from './file/sealed-lines.js';
import { eventsOf, fill } from './testing/a-log.js';
import { evenkeel, type Environment } from './testing/in-process.js';

const source = temporaryFolder();
const file = join(source.folder, 'all.ndjson');
const data = join(source.folder, 'data');
let server: PostgresUnderTest;
let original: readonly string[];

beforeAll(async () => {
  server = await PostgresUnderTest.start();
  const store = openEmbeddedEventStore(data);
  await fill(store);
  original = await eventsOf(store);
  await store.close();
  const vault = await openVault(data);
  await vault.directory.set('p-1', '王芳');
  await vault.tokens.ensureAdministrator('the token of before');
  await vault.close();
  expect(await evenkeel(['export', 'events', file], { EVENKEEL_DATA: data })).toMatchObject({ code: 0, stderr: '' });
});
afterAll(async () => {
  await server.remove();
  source.remove();
});

describe('an export', () => {
  it('lies in two files for their owner alone, and replaces nothing', async () => {
    const vault = join(source.folder, 'all.vault.ndjson');
    for (const path of [file, vault]) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(vault, 'utf8')).toContain('王芳');
    expect(readFileSync(vault, 'utf8')).not.toContain('the token of before');
    const events = join(data, 'events.sqlite');
    const { code, stderr } = await evenkeel(['export', 'events', events, '--no-vault'], { EVENKEEL_DATA: data });
    expect([code, stderr]).toEqual([2, expect.stringContaining('is not replaced')]);
    expect((await evenkeel(['export', 'events', join(source.folder, 'none.ndjson')], { EVENKEEL_DATA: join(data, 'none') })).code).toBe(1);
  });

  it('stands in the security log, with what was taken and by whom on the machine', async () => {
    const vault = await openVault(data);
    const { entries } = await vault.securityLog.page(100, undefined, { act: 'EXPORTED' });
    await vault.close();
    expect(entries.at(-1)).toMatchObject({
      act: 'EXPORTED',
      details: {
        file: 'all.ndjson',
        names: 'all.vault.ndjson',
        events: original.length,
        sha256: expect.any(String),
        by: expect.any(String),
      },
    });
  });

  it('works while another process holds the store, and says what that means', async () => {
    const store = openEmbeddedEventStore(data);
    try {
      const { code, stderr } = await evenkeel(['export', 'events', join(source.folder, 'held.ndjson')], { EVENKEEL_DATA: data });
      expect([code, stderr]).toEqual([0, expect.stringContaining('export again before you move')]);
      expect(readFileSync(join(source.folder, 'held.ndjson')).equals(readFileSync(file))).toBe(true);
    } finally {
      await store.close();
    }
  });

  it('works on the stores and not through an api', async () => {
    for (const verb of ['export', 'import'])
      expect(await evenkeel([verb, 'events', file], { EVENKEEL_URL: 'http://127.0.0.1:9' })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('EVENKEEL_DATA'),
      });
  });
});

it('a cluster for the events and none for the vault is wrong usage, as it is for the api', async () => {
  const environment = { EVENTSTORE_URL: 'esdb://127.0.0.1:9?tls=false' };
  expect(await evenkeel(['import', 'events', file], environment)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('DATABASE_URL'),
  });
});

describe.each(['a data folder', 'a cluster'])('an import into %s', (kind) => {
  let folder: string;
  let environment: Environment;
  let open: () => EventStore;
  let openTargetVault: () => Vault | Promise<Vault>;
  const ends: (() => void | Promise<void>)[] = [];

  beforeEach(async () => {
    const temporary = temporaryFolder();
    ends.push(temporary.remove);
    folder = join(temporary.folder, 'data');
    environment = { EVENKEEL_DATA: folder };
    open = () => openEmbeddedEventStore(folder);
    openTargetVault = () => openVault(folder);
    if (kind === 'a data folder') return;
    const { node, end } = await standInNode();
    ends.push(end);
    const database = await server.database();
    environment = { EVENKEEL_DATA: folder, EVENTSTORE_URL: node.url, EVENTSTORE_PREFIX: 'moved_', DATABASE_URL: database };
    openTargetVault = () => openPostgresVault(database, folder);
    open = () => openEventStoreDb({ url: node.url, prefix: 'moved_' });
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function withTarget<T>(work: (store: EventStore) => Promise<T>): Promise<T> {
    const store = open();
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }
  const events = (): Promise<string[]> => withTarget(eventsOf);
  const importing = (path = file, ...more: string[]) => evenkeel(['import', 'events', path, ...more], environment);

  it('carries every event over as it was, in its order, and the vault', async () => {
    const first = await importing();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain(`events\t${original.length}\nthere before\t0\n`);
    expect(await events()).toEqual(original);
    const vault = await openTargetVault();
    expect(await vault.directory.names(['p-1'])).toEqual(new Map([['p-1', '王芳']]));
    expect(await vault.tokens.verify('the token of before')).toEqual({ id: 'administrator', administrator: true });
    await vault.close();
    const second = await importing();
    expect(second.stdout).toContain(`events\t${original.length}\nthere before\t${original.length}\n`);
    expect(await events()).toEqual(original);
    // An imported store can be exported again.
    const again = join(folder, '..', 'again.ndjson');
    expect((await evenkeel(['export', 'events', again], environment)).code).toBe(0);
    const recordsIn = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -2);
    expect(recordsIn(again)).toEqual(recordsIn(file));
  });

  it.each([1, 20_261_124, 77])('that is interrupted anywhere is taken up (seed %i)', async (seed) => {
    const random = randomFrom(seed);
    for (let attempt = 0; attempt < 6; attempt++) {
      let left = Math.floor(random() * 30);
      const isStored = random() < 0.5;
      await withTarget(async (store) => {
        const interrupted: Target = {
          readAll: () => store.readAll(),
          append: async (...append) => {
            if (left-- > 0) return store.append(...append);
            if (isStored) await store.append(...append);
            throw new Error('interrupted');
          },
        };
        const records = sealedRecords(fileLines(file, MAX_EVENT_LINE), EVENTS);
        await importEvents(records, interrupted, () => undefined).catch((error: Error) => expect(error.message).toBe('interrupted'));
      });
      const present = await events();
      expect(present).toEqual(original.slice(0, present.length));
    }
    expect(await importing()).toMatchObject({ code: 0 });
    expect(await events()).toEqual(original);
  });

  it('does no harm where two are at work at once', async () => {
    await withTarget(async (store) => {
      const once = () => importEvents(sealedRecords(fileLines(file, MAX_EVENT_LINE), EVENTS), store, () => undefined);
      await Promise.all([once(), once()]);
    });
    expect(await events()).toEqual(original);
  });

  it('stores nothing of a file that was changed, and names the line', async () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const altered = {
      flipped: lines.with(8, lines[8]!.replace(/"n":\d+/, '"n":999')),
      dropped: lines.toSpliced(8, 1),
      swapped: lines.toSpliced(8, 2, lines[9]!, lines[8]!),
      cut: lines.slice(0, 8),
    };
    for (const [name, some] of Object.entries(altered)) {
      const path = join(folder, '..', `${name}.ndjson`);
      writeFileSync(path, `${some.join('\n')}\n`);
      const { code, stdout, stderr } = await importing(path, '--no-vault');
      expect([name, code, stdout]).toEqual([name, 1, '']);
      expect(stderr).toContain(name === 'cut' ? 'line 8' : 'line 9');
      expect(stderr).toContain(name === 'cut' ? '(FILE_INCOMPLETE)' : '(FILE_DAMAGED)');
    }
    expect(await events()).toEqual([]);
    expect((await importing(join(folder, '..', 'cut.ndjson'))).code).toBe(2);
  });

  it('is refused where the target holds anything else, before or behind, and adds nothing', async () => {
    await withTarget((store) => store.append('program-else', someEvents(1), { expectedRevision: 'none' }));
    expect(await importing()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('(TARGET_NOT_EMPTY)') });
    expect(await events()).toHaveLength(1);
  });

  it('is refused where the target has gone on, or its vault has another name', async () => {
    const vault = await openTargetVault();
    await vault.directory.set('p-1', 'Bo');
    expect(await importing()).toMatchObject({ code: 1, stderr: expect.stringContaining('[p-1] (TARGET_NOT_EMPTY)') });
    expect(await events()).toEqual([]);
    await vault.directory.set('p-1', '王芳');
    await vault.close();
    expect((await importing()).code).toBe(0);
    await withTarget((store) => store.append('program-else', someEvents(1), { expectedRevision: 'none' }));
    expect(await importing()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('[program-else 0 Sampled] (TARGET_NOT_EMPTY)'),
    });
  });

  it('tells when the target gives something else back than it was given, and where', async () => {
    await importing();
    const records = () => sealedRecords(fileLines(file, MAX_EVENT_LINE), EVENTS);
    const altering = (alter: (events: StoredEvent[]) => StoredEvent[]) =>
      withTarget((store) => {
        const readAll = async function* () {
          for await (const page of store.readAll()) yield alter(page);
        };
        return verify(records(), { append: () => Promise.reject(new Error('it only reads')), readAll }, () => undefined);
      });
    await altering((page) => page);
    const last = JSON.parse(original.at(-1)!) as StoredEvent;
    const differs = { code: 'TARGET_DIFFERS', line: original.length + 1 };
    const { json: _, ...parsed } = { ...last, json: undefined };
    await expect(
      altering((page) => page.map((one) => (one.id === last.id ? { ...parsed, position: '', type: 'Other' } : one))),
    ).rejects.toMatchObject(differs);
    await expect(altering((page) => page.filter(({ id }) => id !== last.id))).rejects.toMatchObject(differs);
  });
});
