import { afterEach, beforeEach, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, idsOf } from '#testing/event-sourcing/contract/observe.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { EmbeddedEventStore } from '../embedded-event-store.js';
import { openEventFile } from '../file/event-file.js';

let folder: string;
let file: Database.Database;
const stores: EmbeddedEventStore[] = [];
const over = (opened: Database.Database): EmbeddedEventStore => {
  const store = new EmbeddedEventStore(opened, () => undefined);
  stores.push(store);
  return store;
};
const failsWith = (code: string) => expect.objectContaining({ name: 'EventStoreError', code });
const append = (store: EmbeddedEventStore, text = 'x') => store.append('program-1', [anEvent({ text })], { expectedRevision: 'any' });

/** Limits the file's growth to so many pages of 4 KiB. */
const leaveRoomFor = (pages: number): unknown =>
  file.pragma(`max_page_count = ${Number(file.pragma('page_count', { simple: true })) + pages}`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-'));
  file = openEventFile(folder);
});

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('is no event, and takes no position', async () => {
  const store = over(file);
  const event = anEvent();
  await store.probe();
  await store.append('program-1', [event], { expectedRevision: 'none' });
  await store.probe();
  expect(idsOf(await collect(store.readAll()))).toEqual([event.id]);
  expect(await append(store)).toMatchObject({ position: '0000000000000002' });
});

it('fails while no command can succeed, also right after one that did, and no longer', async () => {
  const store = over(file);
  leaveRoomFor(4);
  while (
    await append(store, 'x'.repeat(2_000)).then(
      () => true,
      () => false,
    )
  );
  await expect(store.probe()).rejects.toEqual(failsWith('STORE_FULL'));
  await expect(store.probe()).rejects.toEqual(failsWith('STORE_FULL'));
  leaveRoomFor(1_000);
  await store.probe();
});

it('does not fail where one command alone is too large for what is left', async () => {
  const store = over(file);
  leaveRoomFor(40);
  await expect(append(store, 'x'.repeat(400_000))).rejects.toEqual(failsWith('STORE_FULL'));
  await store.probe();
});

it('fails on a file that can only be read', async () => {
  const { name } = file;
  over(file);
  await expect(over(new Database(name, { readonly: true })).probe()).rejects.toEqual(failsWith('STORE_READ_ONLY'));
});

it('fails where another process writes into the same store', async () => {
  const [first, second] = [over(file), over(openEventFile(folder))];
  await second.probe();
  await append(first);
  for (let time = 0; time < 2; time++) await expect(append(second)).rejects.toEqual(failsWith('STORE_OWNED'));
  await expect(second.probe()).rejects.toEqual(failsWith('STORE_OWNED'));
});

it('does not wait for long where another program holds the file', async () => {
  const store = over(file);
  const intruder = openEventFile(folder);
  intruder.exec('begin immediate');
  await expect(store.probe()).rejects.toEqual(failsWith('STORE_UNAVAILABLE'));
  intruder.exec('rollback');
  intruder.close();
  await store.probe();
});
