import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { Journal } from './journal.js';

const ENTRIES = 'select j.data from journal_entries j order by j.position';
const PAGE = 4_096;

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let eventFile: string;

function filled(path: string, table: string, columns: string, row: (n: number) => string): void {
  const database = new Database(path);
  database.exec(`create table ${table} (${columns})`);
  for (let n = 1; n <= 400; n++) database.exec(`insert into ${table} values (${row(n)})`);
  database.close();
}

/** Overwrites all but the first page with zeros. */
function zero(path: string): void {
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(statSync(path).size - PAGE), 0, undefined, PAGE);
  closeSync(descriptor);
}

beforeEach(() => {
  folder = temporaryFolder();
  [file, eventFile] = [join(folder.folder, 'views.sqlite'), join(folder.folder, 'events.sqlite')];
  filled(file, 'journal', 'position text primary key, note text', (n) => `'${String(n).padStart(16, '0')}', '${'n'.repeat(200)}'`);
  filled(eventFile, 'events', 'position integer primary key, data text, metadata text', (n) => `${n}, '{"n":${n}}', '${'m'.repeat(200)}'`);
});
afterEach(() => folder.remove());

const asked = (): Promise<{ data: string }[]> => new Journal({ file, eventFile }).select<{ data: string }>(ENTRIES);

describe('the journal as the past reads it', () => {
  it('has the texts of the store', async () => {
    expect((await asked()).map(({ data }) => data)).toEqual(Array.from({ length: 400 }, (_, n) => `{"n":${n + 1}}`));
  });

  it('tells damage of the store from damage of the views, which are made anew', async () => {
    zero(eventFile);
    await expect(asked()).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    zero(file);
    await expect(asked()).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_CORRUPT/) as unknown });
  });
});
