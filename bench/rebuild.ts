import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventFileIn, openEventFileForReading } from '#event-store/embedded/file/event-file.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { PROJECTIONS } from '#read-models/registry.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { LiveViews } from '#projection-engine/daemon/live-views.js';
import { rebuildInWorker } from '#projection-engine/rebuild/rebuild-worker.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { fill } from './support/log-of-initiatives.js';
import { medians, report } from './support/measure.js';

const EVENTS = process.argv.includes('memory') ? 1_000_000 : 200_000;
const NAMES = ['programs', 'initiatives', 'journal'];

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-rebuild-'));
const events = fill(folder, Number(process.env['BENCH_EVENTS'] ?? EVENTS));

/** The floor: reads and parses the same events in pages of 1,000. Milliseconds. */
function readAndParse(): number {
  const { file, release } = openEventFileForReading(folder);
  const page = file.prepare(
    'select position, stream, revision, id, type, data, metadata from events where position > ? order by position limit 1000',
  );
  const startedAt = performance.now();
  for (let after = 0; ;) {
    const rows = page.all(after) as { position: number; data: string; metadata: string }[];
    if (rows.length === 0) break;
    for (const { data, metadata } of rows) {
      JSON.parse(data);
      JSON.parse(metadata);
    }
    after = rows[rows.length - 1]!.position;
  }
  const elapsed = performance.now() - startedAt;
  release();
  return elapsed;
}

async function open(nth: number): Promise<{ views: LiveViews; close: () => Promise<void> }> {
  const home = join(folder, `views-${nth}`);
  mkdirSync(home);
  const file = join(home, 'views.sqlite');
  const database = await ViewsDatabase.open(file, { eventFile: eventFileIn(folder) });
  const runRebuild = rebuildInWorker(new URL('../libs/projection-engine/rebuild/rebuild-thread.js', import.meta.url), database, {
    views: { file, eventFile: eventFileIn(folder) },
    projectionsModule: '#read-models/registry.js',
    readerModule: '#event-store/embedded/event-reader.js',
    readerArgument: folder,
  });
  // Nothing is appended here, so the subscription delivers nothing.
  const store = {
    subscribe: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) }),
    read: openReader(folder).read,
  };
  const views = new LiveViews({
    database,
    cache: new DocumentCache(),
    store,
    projections: PROJECTIONS,
    openReader: () => openReader(folder),
    runRebuild,
    longBacklog: Infinity,
  });
  await views.start();
  return {
    views,
    close: async () => {
      await views.stop();
      await database.close();
      rmSync(home, { recursive: true });
    },
  };
}

async function rebuild(nth: number): Promise<number> {
  const { views, close } = await open(nth);
  const startedAt = performance.now();
  await views.rebuild(NAMES);
  const elapsed = performance.now() - startedAt;
  await close();
  return elapsed;
}

let opened = 0;

async function speed(): Promise<void> {
  const times = await medians({ floor: readAndParse, rebuild: () => rebuild(opened++) });
  const perSecond = (milliseconds: number): number => events / (milliseconds / 1000);
  const [value, floor] = [perSecond(times.rebuild), perSecond(times.floor)];
  report({ name: `rebuild over ${events} events`, value, unit: 'per second', floor, bound: { atLeast: 0.25 } });
}

/** Prints the memory of one rebuild, threads included. */
async function memory(): Promise<void> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  await rebuild(opened++);
  clearInterval(watch);
  const value = (peak - before) / 1024 / 1024;
  report({ name: `growth of memory in a rebuild over ${events} events`, value, unit: 'MB', floor: 200, bound: { atMost: 1 } });
}

await (process.argv.includes('memory') ? memory() : speed());
rmSync(folder, { recursive: true });
process.exit(0);
