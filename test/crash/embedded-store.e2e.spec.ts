import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { openEventFile } from '#event-store/embedded/file/event-file.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { assertInOrder, collect, idsOf } from '#testing/event-sourcing/contract/observe.js';
import { randomFrom } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { acknowledgement, type Acknowledgement } from './acknowledgement.js';
import { deadlineMs, roundsOr } from './rounds.js';

const rounds = roundsOr(6);
const callers = 8;
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = temporaryFolder());
});
afterEach(() => remove());

function start(): ChildProcessWithoutNullStreams {
  const arguments_ = ['--conditions=source', '--import', join(process.cwd(), 'test/support/typescript.mjs')];
  return spawn(process.execPath, [...arguments_, join(process.cwd(), 'test/crash/appending-process.ts'), folder, String(callers)]);
}

/** Lets a process append until it has printed so many acknowledgements, then kills it. @returns all its acknowledgements */
async function killedAfter(count: number): Promise<Acknowledgement[]> {
  const process_ = start();
  let said = '';
  let complaint = '';
  let lines = 0;
  process_.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  process_.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    lines += data.toString().split('\n').length - 1;
    if (lines >= count) process_.kill('SIGKILL');
  });
  const [code, signal] = (await once(process_, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`the process ended by itself with ${String(code)}: ${complaint}`);
  return acknowledgement.readAll(said);
}

/** Every stored event, read by the next owner of the folder. */
async function reopened(): Promise<StoredEvent[]> {
  const store = openEmbeddedEventStore(folder);
  try {
    return await collect(store.readAll());
  } finally {
    await store.close();
  }
}

function expectAcknowledged(events: readonly StoredEvent[], acknowledged: readonly Acknowledgement[]): void {
  const byId = new Map(events.map((event) => [event.id, event]));
  expect(byId.size).toBe(events.length);
  for (const { stream, revision, position, ids } of acknowledged) {
    const stored = ids.map((id) => byId.get(id));
    expect(stored.map((event) => event?.stream)).toEqual(ids.map(() => stream));
    expect(stored.map((event) => event?.revision)).toEqual(ids.map((_, i) => revision - ids.length + 1 + i));
    expect(stored.at(-1)?.position).toBe(position);
  }
}

/** Expects that every stream consists of complete batches. Stored but unacknowledged is at most one batch for each caller and kill. */
function expectWholeBatches(events: readonly StoredEvent[]): void {
  for (const stream of new Set(events.map((event) => event.stream))) {
    const sizes = events.filter((event) => event.stream === stream).map(({ data }) => (data as { batch: number }).batch);
    for (let at = 0; at < sizes.length; at += sizes[at]!) {
      expect(sizes.slice(at, at + sizes[at]!)).toEqual(Array.from({ length: sizes[at]! }, () => sizes[at]));
    }
  }
}

describe(`the embedded store under kill -9 (CRASH_SEED=${seed})`, () => {
  it(
    `has every acknowledged event once, in gapless streams of whole batches, after each of ${rounds} kills`,
    async () => {
      const random = randomFrom(seed);
      const acknowledged: Acknowledgement[] = [];
      for (let round = 1; round <= rounds; round++) {
        acknowledged.push(...(await killedAfter(1 + Math.floor(random() * 400))));
        const events = await reopened();
        assertInOrder(events);
        expect(events.map(({ position }) => Number(position))).toEqual(events.map((_, i) => i + 1));
        expectAcknowledged(events, acknowledged);
        expectWholeBatches(events);
        const unacknowledged = events.length - acknowledged.flatMap(({ ids }) => ids).length;
        expect(unacknowledged).toBeLessThanOrEqual(round * callers * 3);
      }
      const file = openEventFile(folder);
      expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
      file.close();
    },
    deadlineMs(rounds),
  );

  it('belongs to one process: a second is refused at once and told why, and the first goes on', async () => {
    const store = openEmbeddedEventStore(folder);
    const second = start();
    let complaint = '';
    second.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
    const [code] = (await once(second, 'close')) as [number];
    expect([code, complaint]).toEqual([1, expect.stringMatching(/^STORE_OWNED .*in use by another Evenkeel process/)]);
    expect(idsOf(await collect(store.readAll()))).toEqual([]);
    await store.close();
  });
});
