import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill } from './support/log-of-initiatives.js';
import { medians, report } from './support/measure.js';
import { openViewsOf, readAndParse } from './support/views-of-log.js';

const EVENTS = process.argv.includes('memory') ? 1_000_000 : 200_000;
const NAMES = ['programs', 'initiatives', 'journal'];

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-rebuild-'));
const events = fill(folder, Number(process.env['BENCH_EVENTS'] ?? EVENTS));

async function rebuild(nth: number): Promise<number> {
  const home = join(folder, `views-${nth}`);
  const { views, close } = await openViewsOf(folder, home);
  const startedAt = performance.now();
  await views.rebuild(NAMES);
  const elapsed = performance.now() - startedAt;
  await close();
  rmSync(home, { recursive: true });
  return elapsed;
}

let opened = 0;

async function speed(): Promise<void> {
  const times = await medians({ floor: () => readAndParse(folder), rebuild: () => rebuild(opened++) });
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
