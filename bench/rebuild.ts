import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { openEventFile, openEventFileForReading } from '#event-store/embedded/event-file.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { PROJECTIONS } from '#read-models/projections.js';
import { DocumentCache } from '#read-models/runner/document-cache.js';
import { LiveViews } from '#read-models/runner/live-views.js';
import { rebuildInWorker } from '#read-models/runner/rebuild-worker.js';
import { ViewsDatabase } from '#read-models/runner/views-database.js';
import { medians, report } from './support/measure.js';

const PER_INITIATIVE = 400;
const MILESTONES = 100;
const EVENTS = process.argv.includes('memory') ? 1_000_000 : 200_000;
const INITIATIVES = Number(process.env['BENCH_EVENTS'] ?? EVENTS) / PER_INITIATIVE;
const NAMES = ['programs', 'initiatives', 'journal'];

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-rebuild-'));
const programId = uuidFrom('bench', 'program');

/** The nth event of an initiative: launched, its milestones planned, each rescheduled twice, then achieved. */
function fact(initiativeId: string, nth: number): { type: string; data: object } {
  if (nth === 0)
    return { type: 'InitiativeLaunched', data: { pillar: 'PROCESS', title: `Initiative ${initiativeId}`, weight: 1, owner: 'ann' } };
  const milestoneId = uuidFrom(initiativeId, nth % MILESTONES);
  if (nth <= MILESTONES)
    return { type: 'MilestonePlanned', data: { milestoneId, title: `Milestone ${nth}`, due: '2026-06-01', weight: 1 } };
  if (nth <= 3 * MILESTONES) {
    const data = {
      milestoneId,
      from: '2026-06-01',
      forecast: '2026-07-01',
      reasonCode: 'VENDOR',
      reason: 'The vendor delivers a month later',
    };
    return { type: 'MilestoneRescheduled', data };
  }
  return { type: 'MilestoneAchieved', data: { milestoneId, on: '2026-06-30', evidence: 'https://example.org/minutes' } };
}

const charter = {
  name: 'Bench',
  sponsor: 'ann',
  startsOn: '2026-01-01',
  timeZone: 'Asia/Shanghai',
  phases: [{ key: 'ALL', name: 'All of it', endsOn: '2027-12-31', emphasis: [0.25, 0.25, 0.25, 0.25] }],
  policy: {},
};

/** All initiatives at work at the same time: their events lie side by side in the log. */
function fill(): void {
  const file = openEventFile(folder);
  const insert = file.prepare('insert into events (position, stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?, ?)');
  let row = 0;
  const put = (stream: string, revision: number, { type, data }: { type: string; data: object }): void => {
    const at = new Date(Date.UTC(2026, 0, 1) + row * 60_000).toISOString();
    const commandId = uuidFrom(stream, revision);
    const metadata = {
      programId,
      actor: 'administrator',
      occurredAt: at,
      occurredOn: at.slice(0, 10),
      recordedAt: at,
      commandId,
      commandHash: '0f'.repeat(32),
      correlationId: commandId,
    };
    insert.run(++row, stream, revision, uuidFrom(stream, commandId, 0), type, canonicalJson(data), canonicalJson(metadata));
  };
  const ids = Array.from({ length: INITIATIVES }, (_, n) => uuidFrom('bench', 'initiative', n));
  file.exec('begin');
  put(`program-${programId}`, 0, { type: 'ProgramChartered', data: charter });
  for (let nth = 0; nth < PER_INITIATIVE; nth++) for (const id of ids) put(`initiative-${id}`, nth, fact(id, nth));
  file.exec('commit');
  file.close();
}

/** The floor: the same events in pages of 1,000, parsed. Milliseconds. */
function readAndParse(): number {
  const file = openEventFileForReading(folder);
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
  file.close();
  return elapsed;
}

async function open(nth: number): Promise<{ views: LiveViews; close: () => Promise<void> }> {
  const home = join(folder, `views-${nth}`);
  mkdirSync(home);
  const database = await ViewsDatabase.open(join(home, 'views.sqlite'));
  const runRebuild = rebuildInWorker(new URL('../libs/read-models/runner/rebuild-thread.js', import.meta.url), database, {
    projectionsModule: '#read-models/projections.js',
    readerModule: '#event-store/embedded/event-reader.js',
    readerArgument: folder,
  });
  // Nothing is appended here: the subscription only has nothing to give.
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
const events = INITIATIVES * PER_INITIATIVE + 1;

async function speed(): Promise<void> {
  const times = await medians({ floor: readAndParse, rebuild: () => rebuild(opened++) });
  const perSecond = (milliseconds: number): number => events / (milliseconds / 1000);
  const [value, floor] = [perSecond(times.rebuild), perSecond(times.floor)];
  report({ name: `rebuild over ${events} events`, value, unit: 'per second', floor, bound: { atLeast: 0.25 } });
}

/** Of one rebuild, threads included. */
async function memory(): Promise<void> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  await rebuild(opened++);
  clearInterval(watch);
  const value = (peak - before) / 1024 / 1024;
  report({ name: `growth of memory in a rebuild over ${events} events`, value, unit: 'MB', floor: 200, bound: { atMost: 1 } });
}

fill();
await (process.argv.includes('memory') ? memory() : speed());
rmSync(folder, { recursive: true });
process.exit(0);
