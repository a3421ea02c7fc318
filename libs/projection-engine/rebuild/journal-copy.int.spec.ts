import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '#event-sourcing/event.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { eventFileIn } from '#event-store/embedded/file/event-file.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { DocumentCache } from '../writers/document-cache.js';
import { copyJournal } from './journal-copy.js';
import { LiveViews } from '../daemon/live-views.js';
import { rebuildHere } from './rebuild-worker.js';
import { contents, settled } from '../testing/views-under-test.js';
import { openThreadDatabase } from './thread-database.js';
import { ViewsDatabase, type WritingDatabase } from '../database/views-database.js';

let folder: string;
let store: EmbeddedEventStore;
let database: ViewsDatabase;
let views: LiveViews;

/** @param texts whether the journal keeps the texts of events */
async function open(texts: boolean): Promise<void> {
  database = await ViewsDatabase.open(join(folder, 'views.sqlite'), texts ? {} : { eventFile: eventFileIn(folder) });
  const reader = (): ReturnType<typeof openReader> => openReader(folder);
  const runRebuild = rebuildHere(database, reader, []);
  views = new LiveViews({ database, cache: new DocumentCache(), store, projections: [], openReader: reader, runRebuild });
  await views.start();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-journal-'));
  store = openEmbeddedEventStore(folder);
});

afterEach(async () => {
  await views.stop();
  await database.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const event = (data: object, metadata: object = {}): NewEvent => anEvent(data, { programId: 'p', ...metadata });

/** Events in which the two ways of copying might differ. */
const awkward: readonly NewEvent[] = [
  event({}),
  event({ milestoneId: 'm1', title: 'quotes " and \\ back\\\\slashes, 里程碑 🚀, "milestoneId":"m2"' }),
  event({ milestoneId: 'an "escaped" \\ id 里' }),
  event({ milestoneId: null }),
  event({ milestoneId: 7 }),
  event({ milestoneId: { of: 'm3' } }),
  event({ changes: [{ milestoneId: 'm4', to: '2026-01-01' }], blockedBy: { milestoneId: 'm5' } }),
  event({ 'milestoneId ': 'm6', '$.milestoneId': 'm7' }),
  event({}, { programId: undefined, actor: 'o\'brien "ann" 安', importedFrom: 'x', causationId: 'y' }),
];

const journal = async (): Promise<readonly string[]> => (await contents(database))['journal']!;
const attached = async (from: WritingDatabase): Promise<unknown[]> =>
  (await from.outside((session) => session.all<{ name: string }>('PRAGMA database_list'))).map(({ name }) => name);

describe('the journal of an embedded store', () => {
  it.each([
    ['with the texts', true],
    ['without them', false],
  ])('copied from file to file %s is row by row the one that followed the log', async (_how, texts) => {
    await open(texts);
    await store.append('initiative-a', awkward, { expectedRevision: 'any' });
    for (let n = 0; n < 17; n++) {
      const many = Array.from({ length: 250 }, (_, n) => event({ milestoneId: `m${n}` }));
      await store.append(`initiative-${n}`, many, { expectedRevision: 'any' });
    }
    await settled(views, store);
    const replica = await journal();
    await database.write((session) => session.run(`UPDATE journal SET type = '?', milestone_id = '?', actor = NULL WHERE revision < 3`));
    expect(await journal()).not.toEqual(replica);
    const heard: number[] = [];
    await views.rebuild('journal', ({ done }) => heard.push(done));
    expect(await journal()).toEqual(replica);
    expect(heard).toEqual(expect.arrayContaining([4_000, 4_259]));
    expect(await attached(database)).not.toContain('log');
    await store.append('initiative-a', [event({})], { expectedRevision: 'any' });
    await settled(views, store);
    expect(await journal()).toHaveLength(4_260);
  });

  it('is copied without holding up those who append, and lets go of the file however it ends', async () => {
    await open(true);
    await store.append('initiative-a', awkward, { expectedRevision: 'any' });
    const thread = await openThreadDatabase({ file: join(folder, 'views.sqlite') }, (work) => work());
    const appending =
      (inner: WritingDatabase['outside']): WritingDatabase['outside'] =>
      (work) =>
        inner(async (session) => {
          const result = await work(session);
          await store.append('initiative-b', [event({})], { expectedRevision: 'any' });
          return result;
        });
    const reader = openReader(folder);
    await thread.outside((session) => session.run('CREATE TABLE journal_x_next AS SELECT * FROM journal WHERE false'));
    const copy = (upTo: string, signal?: AbortSignal): Promise<void> =>
      copyJournal({
        database: {
          ...thread,
          turn: thread.turn.bind(thread),
          outside: appending(thread.outside.bind(thread)),
          write: appending(thread.write.bind(thread)),
        },
        table: 'journal_x_next',
        source: reader.table!,
        upTo,
        signal,
      });
    await copy((await reader.head())!);
    expect(await thread.outside((session) => session.all('SELECT count(*) AS n FROM journal_x_next'))).toEqual([{ n: awkward.length }]);
    expect(await attached(thread)).not.toContain('log');
    await expect(copy((await reader.head())!, AbortSignal.abort(new Error('told to end')))).rejects.toThrow('told to end');
    expect(await attached(thread)).not.toContain('log');
    await reader.close();
    await thread.close();
  });
});
