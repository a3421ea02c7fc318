import { afterAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { collect } from '#testing/event-sourcing/contract/observe.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { eventually, Program } from '../support/program.js';
import { randomFrom } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { InsistentWriters, TOKEN } from './insistent-writers.js';
import { asText, expectKept, expectSameRows, isView, type Rows } from './kept-promises.js';
import { caughtUp } from './caught-up.js';
import { deadlineMs, roundsOr } from './rounds.js';

const kills = roundsOr(5);
const writers = 8;
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);

const { folder, remove } = temporaryFolder();
const running: Program[] = [];
let working: InsistentWriters;
afterAll(async () => {
  working?.abandon();
  for (const program of running) await program.kill('SIGKILL');
  remove();
});

async function started(): Promise<{ readonly api: Program; readonly url: string }> {
  const api = new Program('api', {
    EVENKEEL_DATA: folder,
    EVENKEEL_ADMIN_TOKEN: TOKEN,
    EVENKEEL_RATE_LIMIT: '0',
    PORT: '0',
    LOG_LEVEL: 'warn',
  });
  running.push(api);
  const [, url] = await api.says(/listens at (http:\/\/\S+)\/graphql/);
  return { api, url: url! };
}

/** Starts the api, waits until its views have caught up, ends it in order and reads the content of the views. */
async function rowsOfViews(): Promise<Rows> {
  const { api, url } = await started();
  await eventually('the views show everything', () => caughtUp(url));
  expect(await api.kill('SIGTERM')).toBe(0);
  const file = new Database(join(folder, 'views.sqlite'), { readonly: true });
  const tables = file.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
  const rows = tables
    .filter(({ name }) => isView(name))
    .map(({ name }) => [name, asText(file.prepare<[], object>(`SELECT * FROM ${name}`).all())]);
  file.close();
  return Object.fromEntries(rows) as Rows;
}

async function log(): Promise<StoredEvent[]> {
  const store = openEmbeddedEventStore(folder);
  try {
    return await collect(store.readAll());
  } finally {
    await store.close();
  }
}

describe(`the embedded mode under kill -9 (CRASH_SEED=${seed})`, () => {
  it(
    `keeps what it acknowledged, and its views are those of a rebuild, after ${kills} kills under ${writers} writers`,
    async () => {
      const random = randomFrom(seed);
      let current = started();
      working = new InsistentWriters(seed, uuidFrom(seed, 'program'), async () => (await current).url);
      await working.start(writers);
      for (let kill = 0; kill < kills; kill++) {
        await working.more(Math.floor(random() * 40));
        const { api } = await current;
        const gone = api.kill('SIGKILL');
        current = gone.then(started);
        await current;
      }
      await working.more(writers);
      await working.stop();
      expect(await (await current).api.kill('SIGKILL')).toBeNull();

      const live = await rowsOfViews();
      const events = await log();
      expectKept(events, working.receipts);
      expect(working.contradictions).toEqual([]);
      // Without retries no writer was working during the kills.
      expect(working.again).toBeGreaterThan(kills);
      for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `views.sqlite${end}`), { force: true });
      expectSameRows(live, await rowsOfViews());
      expect(live['journal']).toHaveLength(events.length);
      expect((await log()).length).toBe(events.length);
    },
    deadlineMs(kills),
  );
});
