import { beforeEach, describe, expect, it } from '@jest/globals';
import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { basename, dirname } from 'node:path';
import { eventually } from '#testing/program.js';
import { randomFrom } from '#testing/random.js';
import { EngineUnderTest } from '../testing/engine-under-test.js';
import { purses, type Purse } from '../testing/toy-projections.js';
import { contents, settled, type ViewsUnderTest } from '../testing/views-under-test.js';

const PAGE = 16_384;
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

const engine = new EngineUnderTest([purses]);
let views: ViewsUnderTest;
let expected: Record<string, string[]>;
let replaced: string[];
let nth = 0;

const pay = (): Promise<unknown> => engine.pay(String(nth % 50), nth++, { note: 'n'.repeat(2_000) });
const open = (): Promise<ViewsUnderTest> => engine.open({ onReplaced: (kept) => void replaced.push(basename(kept)) });
const keptFiles = (): string[] => readdirSync(dirname(engine.place.file)).filter((name) => name.includes('.damaged-'));

beforeEach(async () => {
  replaced = [];
  nth = 0;
  for (let n = 0; n < 400; n++) await pay();
  views = await open();
  await settled(views.views, engine.store);
  expected = await contents(views.database);
  await views.close();
  const file = new Database(engine.place.file);
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
});

function overwrite(from: number, bytes: Buffer): void {
  const file = openSync(engine.place.file, 'r+');
  writeSync(file, bytes, 0, bytes.length, from);
  closeSync(file);
}

/** Overwrites all but the first page with zeros: without the first page the file is not a database at all. */
const zero = (): void => overwrite(PAGE, Buffer.alloc(statSync(engine.place.file).size - PAGE));

async function isWhole(): Promise<void> {
  await eventually('the views are live', () => views.views.status().every(({ state }) => state === 'LIVE') || undefined);
  expect(await contents(views.database)).toEqual(expected);
  expect(replaced).toEqual(keptFiles().filter((name) => !/-(wal|shm)$/.test(name)));
  expect(replaced).toHaveLength(1);
}

describe('a damaged views file is kept under another name and made anew', () => {
  it('at a start: zeroed pages', async () => {
    zero();
    views = await open();
    await isWhole();
  });

  it(`at a start: 16 kB of random bytes over its beginning (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    overwrite(0, Buffer.from(Array.from({ length: PAGE }, () => Math.floor(random() * 256))));
    views = await open();
    await isWhole();
  });

  it.each([
    ['a query for rows', () => views.read.select('SELECT count(*) AS n FROM coin_rows WHERE amount > 0')],
    ['a query for documents', () => views.read.documents<Purse>('purses', ['0'])],
    ['a rebuild', () => views.views.rebuild(['purses', 'journal'])],
    ['a batch', () => pay().then(async () => (expected = {}))],
  ])('where it is met by %s, in a process that runs', async (_what, meet) => {
    views = await open();
    await settled(views.views, engine.store);
    zero();
    for (const name of ['purses', 'journal']) expect(views.views.answers(name)).toBe(true);
    await forgetCaches();
    await Promise.resolve(meet()).catch(() => undefined);
    if (Object.keys(expected).length === 0) {
      await eventually('it is replaced', () => replaced.length > 0 || undefined);
      await eventually('the views are live', () => views.views.status().every(({ state }) => state === 'LIVE') || undefined);
      expected = await contents(views.database);
      expect(expected['journal']).toHaveLength(nth);
    }
    await isWhole();
  });

  it('a rebuild that meets it is done when the new file is filled', async () => {
    views = await open();
    await settled(views.views, engine.store);
    zero();
    await forgetCaches();
    await views.views.rebuild(['purses', 'journal']);
    expect(await contents(views.database)).toEqual(expected);
    expect(replaced).toHaveLength(1);
  });

  it('a document that is no JSON any more is damage, too', async () => {
    views = await open();
    await settled(views.views, engine.store);
    await views.close();
    const file = new Database(engine.place.file);
    file.exec(`UPDATE purses_documents SET document = substr(document, 1, 20)`);
    file.close();
    views = await open();
    await expect(views.read.documents<Purse>('purses', ['0'])).rejects.toMatchObject({ code: 'SQLITE_CORRUPT' });
    expect(() => views.views.answers('purses')).not.toThrow();
    await isWhole();
  });

  it('answers nothing from the new file before it has got as far as the old one', async () => {
    views = await open();
    await settled(views.views, engine.store);
    zero();
    await forgetCaches();
    await views.read.select('SELECT count(*) AS n FROM coin_rows WHERE amount > 0').catch(() => undefined);
    await expect(views.read.select('SELECT count(*) AS n FROM coin_rows')).rejects.toMatchObject({ code: 'VIEWS_BEHIND' });
    await isWhole();
  });
});

/** Evicts the page caches of the connections: a long-running process meets the damage only when it reads a page from the file again. */
async function forgetCaches(): Promise<void> {
  const sources = views.database as unknown as Record<'writer' | 'reader', { driver: { databaseConnection: Database.Database } }>;
  for (const { driver } of [sources.writer, sources.reader]) driver.databaseConnection.pragma('shrink_memory');
  await Promise.resolve();
}
