import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventFileIn, openEventFileForReading } from '#event-store/embedded/file/event-file.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { PROJECTIONS } from '#read-models/registry.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { LiveViews } from '#projection-engine/daemon/live-views.js';
import { rebuildInWorker } from '#projection-engine/rebuild/rebuild-worker.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { addDays, sundays } from '#domain/calendar.js';
import { fillPortfolio } from './support/log-of-portfolio.js';
import { report } from './support/measure.js';

const PROGRAMS = Number(process.env['BENCH_PROGRAMS'] ?? 10_000);
const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-scale-'));
const megabytes = (bytes: number): number => bytes / 1024 / 1024;
const sizeOf = (file: string): number => megabytes(statSync(file).size);

/** The floor: reads and parses every event in pages of 1,000. @returns milliseconds */
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
  release();
  return performance.now() - startedAt;
}

/** Builds every view from nothing, as a start with a new version does. */
async function build(): Promise<{ ms: number; growthMB: number }> {
  const file = join(folder, 'views.sqlite');
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
  const cache = new DocumentCache();
  const views = new LiveViews({
    database,
    cache,
    store,
    projections: PROJECTIONS,
    openReader: () => openReader(folder),
    runRebuild,
    longBacklog: Infinity,
  });
  await views.start();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  const startedAt = performance.now();
  await views.rebuild([...PROJECTIONS.map(({ name }) => name), 'journal']);
  const ms = performance.now() - startedAt;
  clearInterval(watch);
  await views.stop();
  await database.close();
  return { ms, growthMB: megabytes(peak - before) };
}

const today = new Date().toISOString().slice(0, 10);
mkdirSync(folder, { recursive: true });
const { events } = await fillPortfolio(folder, PROGRAMS, sundays(addDays(today, -8), addDays(today, -2)).at(-1)!);
readAndParse();
const floor = readAndParse();
const { ms, growthMB } = await build();
const perSecond = (milliseconds: number): number => events / (milliseconds / 1000);
report({
  name: `building every view over ${events} events`,
  value: perSecond(ms),
  unit: 'per second',
  floor: perSecond(floor),
  bound: { atLeast: 0.35 },
});
report({ name: 'growth of memory meanwhile', value: growthMB, unit: 'MB', floor: 300, bound: { atMost: 1 } });
report({
  name: 'size of the views over that of the events',
  value: sizeOf(join(folder, 'views.sqlite')),
  unit: 'MB',
  floor: sizeOf(join(folder, 'events.sqlite')),
  bound: { atMost: 1 },
});
if (process.env['BENCH_KEEP']) console.log(folder);
else rmSync(folder, { recursive: true });
process.exit(0);
