import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { anEvent, someEvents } from '#testing/event-sourcing/an-event.js';
import { collect, idsOf } from '#testing/event-sourcing/contract/observe.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore, openEmbeddedEventStore } from './embedded-event-store.js';
import { openEventFile } from './file/event-file.js';

const stream = 'program-1';
const large = () => anEvent({ text: 'x'.repeat(300_000) });
const failsWith = (code: string, retryable: boolean) => expect.objectContaining({ name: 'EventStoreError', code, retryable });

let folder: string;
let file: Database;
let store: EventStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-'));
  file = openEventFile(folder);
  store = new EmbeddedEventStore(file, () => undefined);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Limits the file's growth to so many pages of 4 KiB. */
function leaveRoomFor(pages: number): void {
  file.pragma(`max_page_count = ${Number(file.pragma('page_count', { simple: true })) + pages}`);
}

/** Appends until the disk is full. @returns the ids of the acknowledged events */
async function fill(): Promise<string[]> {
  const acknowledged: string[] = [];
  for (;;) {
    const events = someEvents(2);
    try {
      await store.append(stream, events, { expectedRevision: acknowledged.length === 0 ? 'none' : acknowledged.length - 1 });
    } catch (error) {
      expect(error).toEqual(failsWith('STORE_FULL', true));
      return acknowledged;
    }
    acknowledged.push(...idsOf(events));
  }
}

describe('on a full disk', () => {
  it('of several appends together none goes in, the small ones neither', async () => {
    leaveRoomFor(40);
    const small = { stream: 'program-1', events: [anEvent()], expectedRevision: 'none' as const };
    const appends = [small, { ...small, stream: 'program-2', events: [large()] }, { ...small, stream: 'program-3', events: [anEvent()] }];
    const both = store as EmbeddedEventStore;
    await expect(both.appendAll(appends)).rejects.toEqual(failsWith('STORE_FULL', true));
    expect(await collect(store.readAll())).toEqual([]);
    leaveRoomFor(1_000);
    expect((await both.appendAll(appends)).map((result) => result.ok && Number(result.position))).toEqual([1, 2, 3]);
  });

  it('an append fails with a clear code; what was acknowledged stays readable, and no more than that', async () => {
    leaveRoomFor(20);
    const acknowledged = await fill();
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(idsOf(await collect(store.read(stream)))).toEqual(acknowledged);
    expect(idsOf(await collect(store.readAll()))).toEqual(acknowledged);
  });

  it('the store goes on where it was when there is room again, and after a restart', async () => {
    leaveRoomFor(20);
    const acknowledged = await fill();
    leaveRoomFor(1_000);
    const event = anEvent();
    const last = acknowledged.length - 1;
    const result = await store.append(stream, [event], { expectedRevision: last });
    expect(result).toEqual({ ok: true, revision: last + 1, position: String(last + 2).padStart(16, '0') });
    await store.close();
    store = openEmbeddedEventStore(folder);
    expect(idsOf(await collect(store.readAll()))).toEqual([...acknowledged, event.id]);
  });

  it('an append that is too large for what is left does not undo the small ones beside it', async () => {
    leaveRoomFor(40);
    const outcomes = await Promise.allSettled([
      store.append('program-1', [anEvent()], { expectedRevision: 'none' }),
      store.append('program-2', [anEvent(), large()], { expectedRevision: 'none' }),
      store.append('program-3', [anEvent()], { expectedRevision: 'none' }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await collect(store.readAll())).map((event) => event.stream)).toEqual(['program-1', 'program-3']);
    await expect(store.append('program-2', [anEvent()], { expectedRevision: 'none' })).resolves.toMatchObject({ ok: true, revision: 0 });
  });

  it('a repeat of what was stored is still answered', async () => {
    const events = someEvents(2);
    const first = await store.append('program-2', events, { expectedRevision: 'none' });
    leaveRoomFor(0);
    await fill();
    expect(await store.append('program-2', events, { expectedRevision: 'none' })).toEqual(first);
  });
});

describe('on a read-only disk', () => {
  it('an append fails with a clear code, reads go on, and so do appends when it can be written again', async () => {
    const events = someEvents(2);
    await store.append(stream, events, { expectedRevision: 'none' });
    file.pragma('query_only = ON');
    await expect(store.append(stream, [anEvent()], { expectedRevision: 1 })).rejects.toEqual(failsWith('STORE_READ_ONLY', false));
    expect(idsOf(await collect(store.read(stream)))).toEqual(idsOf(events));
    file.pragma('query_only = OFF');
    expect(await store.append(stream, [anEvent()], { expectedRevision: 1 })).toMatchObject({ ok: true, revision: 2 });
  });
});

it('another program that writes into the file is waited for and then named', async () => {
  file.pragma('busy_timeout = 1');
  const intruder = openEventFile(folder);
  intruder.exec('begin immediate');
  await expect(store.append(stream, [anEvent()], { expectedRevision: 'none' })).rejects.toEqual(failsWith('STORE_UNAVAILABLE', true));
  intruder.exec('rollback');
  intruder.close();
  await expect(store.append(stream, [anEvent()], { expectedRevision: 'none' })).resolves.toMatchObject({ ok: true });
});
