import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { sealedFile } from '../../apps/cli/src/events/testing/a-file.js';
import { eventsOf } from '../../apps/cli/src/events/testing/a-log.js';
import { evenkeel } from '../support/cli.js';
import { randomFrom } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
const { folder, remove } = temporaryFolder();
const file = join(folder, 'all.ndjson');
const data = join(folder, 'data');
let original: readonly string[];

beforeAll(async () => {
  const store = new InMemoryEventStore();
  for (let i = 0; i < 700; i++) await store.append(`program-${(i * 31) % 97}`, someEvents(1 + (i % 2), i), { expectedRevision: 'any' });
  original = await eventsOf(store);
  writeFileSync(file, sealedFile(original));
});
afterAll(remove);

/** Imports until the kill. @returns the signal that ended the process; null: it finished before */
async function importUntil(statement: number): Promise<NodeJS.Signals | null> {
  const hooks = join(process.cwd(), 'test/support/typescript.mjs');
  const script = join(process.cwd(), 'test/crash/importing-process.ts');
  const child = spawn(process.execPath, ['--conditions=source', '--import', hooks, script, data, file, String(statement)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(code === 0 || signal === 'SIGKILL').toBe(true);
  return signal;
}

async function present(): Promise<string[]> {
  const store = openEmbeddedEventStore(data);
  try {
    return await eventsOf(store);
  } finally {
    await store.close();
  }
}

it(`an import killed before any statement leaves the beginning of the file, and the next goes on from there (seed ${seed})`, async () => {
  await openEmbeddedEventStore(data).close();
  const random = randomFrom(seed);
  // Before the first statement, within a transaction, at random places, and just before and after a commit.
  const kills = [0, 1, 2 + Math.floor(random() * 200), 251, 252, 253, Math.floor(random() * 500), 5];
  let before = 0;
  for (const statement of kills) {
    expect(await importUntil(statement)).toBe('SIGKILL');
    const events = await present();
    expect(events).toEqual(original.slice(0, events.length));
    expect(events.length).toBeGreaterThanOrEqual(before);
    before = events.length;
  }
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(original.length);
  expect(await evenkeel(['import', 'events', file, '--no-vault'], { EVENKEEL_DATA: data })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`there before\t${before}\n`),
  });
  expect(await present()).toEqual(original);
});
