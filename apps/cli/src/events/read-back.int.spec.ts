import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checksumOf } from '#event-store/embedded/file/checksum.js';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import type { EventRow } from '#event-store/embedded/file/event-row.js';
import { edit, eventFileOf } from '#event-store/embedded/testing/changed.js';
import { openVault } from '#identity/vault/vault.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { PartFile } from './file/part-file.js';
import { evenkeel } from './testing/in-process.js';

let place: ReturnType<typeof temporaryFolder>;
let data: string;

const exported = (name: string) => evenkeel(['export', 'events', join(place.folder, 'out', name)], { EVENKEEL_DATA: data });

/** Two streams whose events alternate, and a vault. */
beforeEach(async () => {
  place = temporaryFolder();
  data = join(place.folder, 'data');
  mkdirSync(join(place.folder, 'out'));
  const store = openEmbeddedEventStore(data);
  for (let i = 0; i < 20; i++) await store.append(`program-${i % 2}`, someEvents(1, i), { expectedRevision: 'any' });
  const vault = await openVault(data);
  await vault.directory.set('p-1', '王芳');
  await vault.close();
  await store.close();
});
afterEach(() => {
  jest.restoreAllMocks();
  place.remove();
});

const nothingIsLeft = (): void => expect(readdirSync(join(place.folder, 'out'))).toEqual([]);

it('an export of a log whose gap was closed up, checksums and all, is no backup: an import would refuse it', async () => {
  const file = new Database(eventFileOf(data));
  file.exec('delete from events where position = 7; update events set position = position - 1 where position > 7');
  const put = file.prepare('update events set checksum = ? where position = ?');
  for (const [position, stream, revision, id, type, of, metadata] of file.prepare('select * from events').raw().all() as EventRow[])
    put.run(checksumOf(position, stream, revision, id, type, of, metadata), position);
  file.close();
  rmSync(join(data, 'high-water.json'));
  const { code, stdout, stderr } = await exported('x.ndjson');
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/program-0/)]);
  nothingIsLeft();
});

it.each([
  ['events', '"n":1', '"n":7', /x\.ndjson\.part/],
  ['names', '王芳', '王方', /x\.vault\.ndjson\.part/],
])(
  'an export whose %s do not come back from the disk as they were written ends with 1 and leaves nothing',
  async (_, text, instead, says) => {
    const { write } = PartFile.prototype as unknown as { readonly write: (this: PartFile, text: string) => Promise<void> };
    jest.spyOn(PartFile.prototype, 'write').mockImplementation(function (this: PartFile, written: string) {
      return write.call(this, written.replace(text, instead));
    });
    const { code, stdout, stderr } = await exported('x.ndjson');
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(says)]);
    nothingIsLeft();
  },
);

it('an export of a store that ends before what was acknowledged is refused, and made where that is accepted', async () => {
  edit(data, 'delete from events where position > 15');
  const { code, stdout, stderr } = await exported('x.ndjson');
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/ends at position 0*15, .* up to position 0*20.*--accept-loss/s)]);
  nothingIsLeft();
  const accepted = await evenkeel(['--accept-loss', 'export', 'events', join(place.folder, 'x.ndjson')], { EVENKEEL_DATA: data });
  expect([accepted.code, accepted.stdout]).toEqual([0, expect.stringMatching(/^events\t15\n/)]);
});

it('an export that finds another whole file in the place of its own says so', async () => {
  expect((await exported('other.ndjson')).code).toBe(0);
  const other = join(place.folder, 'other');
  copyFileSync(join(place.folder, 'out/other.ndjson'), other);
  const store = openEmbeddedEventStore(data);
  await store.append('program-1', someEvents(1), { expectedRevision: 'any' });
  await store.close();
  jest.spyOn(PartFile.prototype, 'written').mockResolvedValueOnce(other);
  const { code, stdout, stderr } = await exported('x.ndjson');
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/not what was written \(20 events/)]);
  expect(readFileSync(other, 'utf8')).toContain('"count":20');
});
