import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { eventFileIn } from '#event-store/embedded/file/event-file.js';
import { eventually } from '#testing/program.js';
import { appended } from '../testing/engine-under-test.js';
import { settled, startViews, type Overrides, type ViewsUnderTest } from '../testing/views-under-test.js';
import { entryOf, JOURNAL_COLUMNS, type JournalRow } from '../writers/journal-row.js';

/** A projection whose documents are their events. */
const notes: Projection<{ readonly text: string }, 'note_rows'> = {
  name: 'notes',
  version: 1,
  streams: ['note-'],
  key: ({ id }) => id,
  ofOneEvent: true,
  evolve: (_document, { data }) => ({ text: (data as { text: string }).text }),
  tables: { note_rows: { columns: { text: 'text' }, key: ['text'] } },
  rows: ({ text }) => ({ note_rows: [{ text }] }),
};

const ENTRIES = `SELECT ${JOURNAL_COLUMNS} FROM journal_entries j ORDER BY j.position`;

let folder: string;
let store: EmbeddedEventStore;
let opened: ViewsUnderTest[];
let replaced: string[];

const open = async (overrides: Overrides = { eventFile: eventFileIn(folder) }): Promise<ViewsUnderTest> => {
  const projections = [notes as Projection];
  const views = await startViews(join(folder, 'views.sqlite'), store, projections, {
    openReader: () => openReader(folder),
    onReplaced: (kept) => void replaced.push(kept),
    ...overrides,
  });
  opened.push(views);
  return views;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-entries-'));
  store = openEmbeddedEventStore(folder);
  opened = [];
  replaced = [];
  for (let n = 0; n < 300; n++) await appended(store, `note-${n % 7}`, 'Noted', { text: `${n} 里程碑 ${'n'.repeat(2_000)}` });
});

afterEach(async () => {
  for (const { close } of opened) await close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const columns = async ({ database }: ViewsUnderTest): Promise<readonly string[]> =>
  (await database.outside((session) => session.all<{ name: string }>('PRAGMA table_info(journal)'))).map(({ name }) => name);

/** Moves everything from the write-ahead log into the file. */
function emptyLog(path: string): void {
  const file = new Database(path);
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
}

const zero = (file: string, from: number): void => {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(statSync(file).size - from), 0, undefined, from);
  closeSync(descriptor);
};

describe('the texts of events', () => {
  it('are read from the store, event by event as it has them', async () => {
    const views = await open();
    await settled(views.views, store);
    expect(await columns(views)).not.toContain('data');
    const entries = (await views.read.select<JournalRow>(ENTRIES)).map(entryOf);
    const events = [];
    for await (const page of openReader(folder).readAll()) events.push(...page.map(({ json, ...event }) => ({ ...event, json })));
    expect(entries).toHaveLength(300);
    expect(entries.map(({ id, position, json, metadata }) => ({ id, position, json, metadata }))).toEqual(
      events.map((event) => expect.objectContaining({ json: event.json })),
    );
  });

  it('make the documents that are made of one event', async () => {
    const views = await open();
    await settled(views.views, store);
    const [first, second] = await views.read.select<JournalRow>(ENTRIES);
    const documents = await views.read.documents<{ text: string }>('notes', [first!.id, second!.id, 'none']);
    expect([...documents]).toEqual([first!, second!].map(({ id, data }) => [id, JSON.parse(data) as object]));
    expect(await views.database.outside((session) => session.all(`SELECT name FROM sqlite_schema WHERE name LIKE 'notes%'`))).toEqual([]);
  });

  it('leave the journal at the first start that finds them in the store', async () => {
    const before = await open({});
    await settled(before.views, store);
    const entries = await before.read.select<JournalRow>(ENTRIES);
    expect(await columns(before)).toContain('data');
    await before.close();
    const after = await open();
    await eventually('the journal is live', () => after.views.status().every(({ state }) => state === 'LIVE') || undefined);
    await settled(after.views, store);
    expect(await columns(after)).not.toContain('data');
    expect(await after.read.select<JournalRow>(ENTRIES)).toEqual(entries);
  });
});

describe('a query that reads texts', () => {
  it('does not take damage of the store for damage of the views', async () => {
    const views = await open();
    await settled(views.views, store);
    emptyLog(eventFileIn(folder));
    zero(eventFileIn(folder), 8 * 4_096);
    await expect(views.read.select(ENTRIES)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    expect(replaced).toEqual([]);
    expect(await views.read.select('SELECT count(*) AS n FROM journal')).toEqual([{ n: 300 }]);
  });

  it('reports damage of the views', async () => {
    const first = await open();
    await settled(first.views, store);
    await first.close();
    const file = join(folder, 'views.sqlite');
    emptyLog(file);
    const views = await open();
    zero(file, 3 * 16_384);
    await views.read.select(ENTRIES).catch(() => undefined);
    await eventually('the file was replaced', () => replaced.length === 1 || undefined);
    expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(true);
    await eventually('the views are live', () => views.views.status().every(({ state }) => state === 'LIVE') || undefined);
    expect(await views.read.select(ENTRIES)).toHaveLength(300);
  });
});
