import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedEventStore, openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { openEventFile } from '#event-store/embedded/file/event-file.js';
import { openEventStoreDb, type EventStoreDbEventStore } from '#event-store/eventstoredb/eventstoredb-event-store.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { PostgresUnderTest } from '#testing/postgres.js';
import { StandInNode } from '#testing/doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { fileLines } from '../history/file-lines.js';
import type { Progress } from '../output/progress.js';
import { EVENTS, MAX_EVENT_LINE } from './file/event-record.js';
import { importEvents, type Target } from './import-events.js';
import { sealedRecords } from './file/sealed-lines.js';
import { sealedFile } from './testing/a-file.js';
import { eventsOf, fill } from './testing/a-log.js';
import { evenkeel } from './testing/in-process.js';

const { folder, remove } = temporaryFolder();
const file = join(folder, 'all.ndjson');
let original: readonly string[];

beforeAll(async () => {
  const store = new InMemoryEventStore();
  await fill(store);
  original = await eventsOf(store);
  writeFileSync(file, sealedFile(original));
});
afterAll(remove);

const fillFrom = (target: Target, onProgress: (done: number) => void = () => undefined): Promise<number> =>
  importEvents(sealedRecords(fileLines(file, MAX_EVENT_LINE), EVENTS), target, onProgress);

it('a disk that is full in the middle ends an import with the lines; with room again it goes on', async () => {
  const data = join(folder, 'full');
  await openEmbeddedEventStore(data).close();
  const events = openEventFile(data);
  const store = new EmbeddedEventStore(events, () => undefined);
  const leaveRoomFor = (pages: number) =>
    events.pragma(`max_page_count = ${Number(events.pragma('page_count', { simple: true })) + pages}`);
  leaveRoomFor(60);
  await expect(fillFrom(store)).rejects.toMatchObject({ code: 'STORE_FULL', message: expect.stringMatching(/^lines? \d+/) });
  const present = await eventsOf(store);
  expect(present.length).toBeGreaterThan(0);
  expect(present).toEqual(original.slice(0, present.length));
  leaveRoomFor(10_000);
  expect(await fillFrom(store)).toBe(present.length);
  expect(await eventsOf(store)).toEqual(original);
  await store.close();
});

describe('a cluster', () => {
  let node: StandInNode;
  let server: PostgresUnderTest;

  beforeAll(async () => {
    [server, node] = await Promise.all([PostgresUnderTest.start(), StandInNode.start({ folder })]);
  });
  afterAll(async () => {
    await node.kill();
    await server.remove();
  });

  /** A store on the cluster with short time limits. */
  const store = (): EventStoreDbEventStore =>
    openEventStoreDb({ url: node.url, prefix: 'moved_', deadlines: { totalMs: 2_000, callMs: 2_000 } });

  /** Calls `act` once, when the given number of events has been imported. */
  const at = (events: number, act: () => Promise<unknown>) => {
    let acted: Promise<unknown> | undefined;
    return { onProgress: (done: number) => void (done >= events && (acted ??= act())), acted: () => acted };
  };

  it('that is lost in the middle ends an import with the line, retryable; when it is back, the next one goes on', async () => {
    const { port } = node.endpoint;
    const lost = at(40, () => node.kill());
    const target = store();
    await expect(fillFrom(target, lost.onProgress)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: true,
      message: expect.stringMatching(/^lines? \d+/),
    });
    await target.close();
    await lost.acted();
    node = await StandInNode.start({ folder, port });
    const again = store();
    const present = await eventsOf(again);
    expect(present.length).toBeGreaterThanOrEqual(40);
    expect(present.length).toBeLessThan(original.length);
    expect(present).toEqual(original.slice(0, present.length));
    expect(await fillFrom(again)).toBe(present.length);
    expect(await eventsOf(again)).toEqual(original);
    await again.close();
  });

  it('whose database is lost in the middle is not filled on: a projector could begin beside it', async () => {
    const environment = {
      EVENTSTORE_URL: node.url,
      EVENTSTORE_PREFIX: 'held_',
      DATABASE_URL: await server.database(),
      EVENKEEL_DATA: join(folder, 'unused'),
    };
    const lost = at(40, () => server.stop());
    let label = '';
    const progress: Progress = {
      start: (given) => void (label = given),
      stop: () => undefined,
      update: (done) => void (label === 'Importing' && lost.onProgress(done)),
    };
    const args = ['import', 'events', file, '--no-vault'];
    expect(await evenkeel(args, environment, { progress })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('the connection to the database of DATABASE_URL was lost (STORE_UNAVAILABLE)'),
    });
    await lost.acted();
    await server.restart();
    expect(await evenkeel(args, environment)).toMatchObject({ code: 0, stdout: expect.stringContaining(`events\t${original.length}\n`) });
  });
});
