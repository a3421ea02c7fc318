import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { collect, rejectsWith } from '#testing/event-sourcing/contract/observe.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from './embedded-event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { openReader } from './event-reader.js';

let folder: string;
let store: EmbeddedEventStore;

const append = (stream: string, count: number) => store.append(stream, someEvents(count), { expectedRevision: 'any' });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-'));
  store = openEmbeddedEventStore(folder);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function namesOf(streams: AsyncIterable<string[]> | undefined): Promise<string[]> {
  const names: string[] = [];
  for await (const some of streams ?? []) names.push(...some);
  return names;
}

/** A copy of the event whose lazy members are all parsed. */
const parsed = ({ stream, revision, id, type, position, data, metadata, json }: StoredEvent): StoredEvent => ({
  ...{ stream, revision, id, type, position, data, metadata },
  ...(json ? { json } : {}),
});

describe('a reader beside the store', () => {
  it('reads what the store reads, and what is appended while it is open', async () => {
    const reader = openReader(folder);
    expect([await reader.head(), await reader.count(), await namesOf(reader.streams?.())]).toEqual([undefined, 0, []]);
    await append('program-1', 3);
    await append('initiative-1', 2);
    expect((await collect(reader.readAll())).map(parsed)).toEqual(await collect(store.readAll()));
    expect((await collect(reader.read('program-1', { after: 0 }))).map(parsed)).toEqual(
      await collect(store.read('program-1', { after: 0 })),
    );
    await append('program-1', 1);
    expect(await collect(reader.readAll())).toHaveLength(6);
    await reader.close();
  });

  it('tells the head, how much comes after a position, and the names of the streams', async () => {
    for (let i = 0; i < 5; i++) await append(`initiative-${i}`, 2);
    const reader = openReader(folder);
    expect([await reader.head(), await reader.count(), await reader.count('0000000000000007')]).toEqual(['0000000000000010', 10, 3]);
    expect(await namesOf(reader.streams?.())).toEqual([0, 1, 2, 3, 4].map((i) => `initiative-${i}`));
    await reader.close();
  });

  it('tells the names of more streams than fit into one list', async () => {
    const names = Array.from({ length: 2_100 }, (_, i) => `initiative-${String(i).padStart(4, '0')}`);
    await Promise.all(names.map((name) => append(name, 1)));
    const reader = openReader(folder);
    expect(await namesOf(reader.streams?.())).toEqual(names);
    await reader.close();
  });

  it('cannot be used after it was closed, closes twice, and finds no store where there is none', async () => {
    const reader = openReader(folder);
    await reader.close();
    await reader.close();
    await rejectsWith('STORE_CLOSED', collect(reader.readAll()));
    await rejectsWith('STORE_CLOSED', reader.count());
    await rejectsWith('STORE_CLOSED', namesOf(reader.streams?.()));
    expect(() => openReader(join(folder, 'none'))).toThrow(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
  });

  it('works in a worker thread while the store appends', async () => {
    await append('program-1', 2_500);
    const worker = new Worker(join(process.cwd(), 'test/support/reading-worker.ts'), {
      workerData: folder,
      execArgv: ['--conditions=source', '--import', join(process.cwd(), 'test/support/typescript.mjs')],
    });
    const answer = once(worker, 'message');
    for (let i = 0; i < 50; i++) await append('program-2', 1);
    const [{ revisions }] = (await answer) as [{ revisions: number[] }];
    expect(revisions).toEqual(Array.from({ length: 2_500 }, (_, i) => i));
    await worker.terminate();
  });
});
