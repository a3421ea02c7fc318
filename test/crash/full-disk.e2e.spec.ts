import { afterAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { collect } from '#testing/event-sourcing/contract/observe.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { eventually, Program } from '../support/program.js';
import { randomFrom } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { caughtUp } from './caught-up.js';
import { InsistentWriters, TOKEN } from './insistent-writers.js';
import { asText, expectKept, expectSameRows, isView, type Rows } from './kept-promises.js';

const rounds = 12;
const writers = 6;
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
/** prlimit of util-linux changes the limits of a running process. Without it these tests are skipped. */
const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

const { folder, remove } = temporaryFolder();
const running: Program[] = [];
let working: InsistentWriters;
afterAll(async () => {
  working?.abandon();
  for (const program of running) await program.kill('SIGKILL');
  remove();
});

async function started(): Promise<{ readonly api: Program; readonly url: string }> {
  const api = new Program('api', { EVENKEEL_DATA: folder, EVENKEEL_ADMIN_TOKEN: TOKEN, EVENKEEL_RATE_LIMIT: '0', PORT: '0' });
  running.push(api);
  const [, url] = await api.says(/listens at (http:\/\/\S+)\/graphql/);
  return { api, url: url! };
}

/** Limits the size of every file that the process writes, by the soft limit, which can be raised again. */
function limit({ pid }: Program, bytes: number | 'unlimited'): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

const sizeOf = (name: string): number => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
const readiness = async (url: string): Promise<number> => (await fetch(`${url}/health/ready`)).status;
const linesOf = ({ written }: Program, text: string): number => written.split('\n').filter((line) => line.includes(text)).length;

function rows(): Rows {
  const file = new Database(join(folder, 'views.sqlite'), { readonly: true });
  const tables = file.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
  const found = tables
    .filter(({ name }) => isView(name))
    .map(({ name }) => [name, asText(file.prepare<[], object>(`SELECT * FROM ${name}`).all())]);
  file.close();
  return Object.fromEntries(found) as Rows;
}

(hasPrlimit ? describe : describe.skip)(`a disk that fills up under load, and has room again (CRASH_SEED=${seed})`, () => {
  it(`${rounds} times: readiness says so, nothing acknowledged is lost, and the views go on without a restart`, async () => {
    const random = randomFrom(seed);
    const { api, url } = await started();
    working = new InsistentWriters(seed, uuidFrom(seed, 'program'), () => Promise.resolve(url));
    await working.start(writers);
    for (let round = 0; round < rounds; round++) {
      await working.more(1 + Math.floor(random() * 20));
      // The limit stops the events in one round and the views in the next, sometimes within a statement or a commit.
      const sizes = ['events.sqlite-wal', 'views.sqlite-wal'].map(sizeOf);
      const smaller = Math.min(...sizes);
      limit(api, Math.max(65_536, (round % 2 === 0 ? smaller : smaller / 2) + Math.floor(random() * 60_000)));
      await eventually('readiness is red', async () => (await readiness(url)) === 503 || undefined);
      limit(api, 'unlimited');
      await eventually('readiness is green', async () => (await readiness(url)) === 200 || undefined);
    }
    await working.more(writers);
    await working.stop();
    await eventually('the views show everything', () => caughtUp(url));
    expect(working.contradictions).toEqual([]);
    expect(working.again).toBeGreaterThan(rounds / 2);
    await eventually(
      'the log says that it is over',
      () => linesOf(api, 'can be written again') === linesOf(api, 'cannot be written') || undefined,
    );
    for (const what of ['cannot be written', 'the views do not move on']) expect(linesOf(api, what)).toBeLessThanOrEqual(rounds);
    expect(linesOf(api, 'cannot be written')).toBeGreaterThan(0);
    expect(await api.kill('SIGTERM')).toBe(0);
    expect(api.written.split('\n').length).toBeLessThan(10 * rounds);

    const live = rows();
    const store = openEmbeddedEventStore(folder);
    const events = await collect(store.readAll());
    await store.close();
    expectKept(events, working.receipts);
    expect(live['journal']).toHaveLength(events.length);
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `views.sqlite${end}`), { force: true });
    const again = await started();
    await eventually('the views are made anew', () => caughtUp(again.url));
    expect(await again.api.kill('SIGTERM')).toBe(0);
    expectSameRows(live, rows());
  }, 300_000);
});
