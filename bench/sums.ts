import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Api } from './support/api.js';
import { fillPrograms } from './support/log-of-programs.js';
import { medians, report } from './support/measure.js';

/** Some 200,000 milestones. */
const PROGRAMS = Number(process.env['BENCH_PROGRAMS'] ?? 4_200);

const QUERIES = {
  'milestoneCounts by pillar and state': '{ milestoneCounts(groupBy: [PILLAR, STATE]) { pillar state count } }',
  'milestoneCounts by owner and month': '{ milestoneCounts(groupBy: [OWNER, MONTH]) { owner { id } month count } }',
  'milestoneCounts by program': '{ milestoneCounts(groupBy: [PROGRAM]) { programId count } }',
  slipSummary: '{ slipSummary { count late mean median p90 byReason { reasonCode milestones moves days } } }',
  'workload by owner': '{ workload { owner { id } initiatives open overdue late nextForecast } }',
} as const;

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-bench-'));
const events = fillPrograms(folder, PROGRAMS);
const api = await Api.start(folder);
await api.settledAt(events);

let asked = 0;
async function answering(query: string): Promise<number> {
  const startedAt = performance.now();
  await api.ask(`${query} # ${asked++}`, {});
  return performance.now() - startedAt;
}

/** The floor: the driver joins the same milestones with their initiatives and counts them by pillar and state in one statement. */
const views = new SqliteDatabase(join(folder, 'views.sqlite'), { readonly: true });
const byHand = views.prepare(
  'select i.pillar, m.state, count(*) from milestone_rows m join initiative_rows i on i.id = m.initiative_id group by i.pillar, m.state',
);
function counting(): number {
  const startedAt = performance.now();
  byHand.all();
  return performance.now() - startedAt;
}

/** The longest time for which the event loop did not turn while a query was answered. */
async function blocking(query: string): Promise<number> {
  let [longest, last, on] = [0, performance.now(), true];
  const turn = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  await answering(query);
  on = false;
  return longest;
}

const names = Object.keys(QUERIES) as (keyof typeof QUERIES)[];
const times = await medians<string>({
  floor: counting,
  ...Object.fromEntries(names.map((name) => [name, () => answering(QUERIES[name])])),
  ...Object.fromEntries(names.map((name) => [`${name} blocking`, () => blocking(QUERIES[name])])),
});
const milestones = views.prepare('select count(*) from milestone_rows').pluck().get() as number;
for (const name of names) {
  report({
    name: `${name}, of ${milestones} milestones, over one statement by hand`,
    value: times[name]!,
    unit: 'ms',
    floor: times['floor']!,
    bound: { atMost: 2 },
  });
  report({
    name: `${name}: the longest time without a turn of the event loop`,
    value: times[`${name} blocking`]!,
    unit: 'ms',
    floor: 1,
    bound: { atMost: 50 },
  });
}
views.close();
await api.close();
process.exit(0);
