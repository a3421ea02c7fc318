import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECTIONS } from '#read-models/registry.js';
import { addDays, sundays } from '#domain/calendar.js';
import { fillPortfolio } from './support/log-of-portfolio.js';
import { Api } from './support/api.js';
import { medians, report } from './support/measure.js';
import { openViewsOf, readAndParse } from './support/views-of-log.js';

const PROGRAMS = Number(process.env['BENCH_PROGRAMS'] ?? 10_000);
const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-scale-'));
const megabytes = (bytes: number): number => bytes / 1024 / 1024;
const sizeOf = (file: string): number => megabytes(statSync(file).size);

/** Builds every view from nothing, as a start with a new version does. */
async function build(): Promise<{ ms: number; growthMB: number }> {
  const { views, close } = await openViewsOf(folder, folder);
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  const startedAt = performance.now();
  await views.rebuild([...PROJECTIONS.map(({ name }) => name), 'journal']);
  const ms = performance.now() - startedAt;
  clearInterval(watch);
  await close();
  return { ms, growthMB: megabytes(peak - before) };
}

const today = new Date().toISOString().slice(0, 10);
mkdirSync(folder, { recursive: true });
const { events } = await fillPortfolio(folder, PROGRAMS, sundays(addDays(today, -8), addDays(today, -2)).at(-1)!);
readAndParse(folder);
const floor = readAndParse(folder);
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

/** How long the processor is busy after a start: until half a second passes in which it works less than a tenth of the time. */
async function untilQuiet(): Promise<number> {
  const startedAt = performance.now();
  for (let quiet = 0; quiet < 5;) {
    const before = process.cpuUsage();
    await setTimeout(100);
    const { user, system } = process.cpuUsage(before);
    quiet = user + system < 10_000 ? quiet + 1 : 0;
  }
  return performance.now() - startedAt - 500;
}

/** The longest time that the event loop was held meanwhile, in milliseconds. */
async function stall(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

// The first start reacts to every evaluation again, because these views have no checkpoint of the drift saga.
const first = await Api.start(folder);
await untilQuiet();
await first.stop();
const beforeStart = performance.now();
const api = await Api.start(folder);
const start = performance.now() - beforeStart;
let quiet = 0;
const held = await stall(async () => (quiet = await untilQuiet()));
report({ name: 'start of the api', value: start, unit: 'ms', floor: 1, bound: { atMost: 3_000 } });
report({ name: 'until the processor is quiet after it', value: quiet, unit: 'ms', floor: 1, bound: { atMost: 3_000 } });
report({ name: 'longest stall meanwhile', value: held, unit: 'ms', floor: 1, bound: { atMost: 50 } });
report({ name: 'memory of the process', value: megabytes(process.memoryUsage.rss()), unit: 'MB', floor: 1, bound: { atMost: 600 } });

const { programs } = (await api.ask('{ programs(first: 1) { nodes { id } } }', {})) as { programs: { nodes: { id: string }[] } };
const id = programs.nodes[0]!.id;
const DASHBOARD =
  'name balance { t d pillars { pillar standing } } initiatives(first: 20) { nodes { title milestones { title state slipDays } } }';
const page = (field: string, order: string): string => `${field}(first: 50, ${order}) { totalCount nodes { title } }`;
const QUESTIONS: Readonly<Record<string, string>> = {
  'the dashboard of a program': `program(id: "${id}") { ${DASHBOARD} }`,
  'the dashboard of a program thirteen weeks ago': `program(id: "${id}", asOf: "${addDays(today, -91)}") { ${DASHBOARD} }`,
  'programs by D': 'programs(first: 50, orderBy: { field: D, direction: ASC }) { totalCount nodes { name } }',
  'milestones by forecast': page('milestones', 'orderBy: { field: FORECAST, direction: ASC }'),
  'milestones by slip': page('milestones', 'orderBy: { field: SLIP, direction: DESC }'),
  'overdue milestones': page('milestones', 'filter: { states: [OVERDUE] }'),
  'milestones found by a Chinese word': page('milestones', 'filter: { search: "变更" }'),
  'initiatives of a pillar': page('initiatives', 'filter: { pillars: [CULTURE] }'),
  'open drift of all programs': 'driftEpisodes(first: 50, filter: { states: [OPEN] }) { totalCount nodes { openedOn } }',
  'evaluations by date': 'evaluations(first: 50, orderBy: { field: DATE, direction: DESC }) { totalCount nodes { on } }',
  'the history of all': 'history(last: 50) { nodes { type } }',
};
let asked = 0;
/** Asks in a text that was never asked before, so that no answer is kept. */
const once = async (question: string): Promise<number> => {
  const askedAt = performance.now();
  await api.ask(`{ a${asked++}: ${question} }`, {});
  return performance.now() - askedAt;
};
const times = await medians<string>({
  floor: () => once('viewer { person { id } }'),
  ...Object.fromEntries(Object.entries(QUESTIONS).map(([name, question]) => [name, () => once(question)])),
});
for (const name of Object.keys(QUESTIONS))
  report({ name: `${name}, over the question who one is`, value: times[name]!, unit: 'ms', floor: times['floor']!, bound: { atMost: 50 } });
await api.close();
process.exit(0);
