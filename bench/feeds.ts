import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { Api } from './support/api.js';
import { medians, report } from './support/measure.js';

const PROGRAMS = Number(process.env['BENCH_PROGRAMS'] ?? 10_000);
const INITIATIVES = 2;
const MILESTONES = 10;
const ROWS = PROGRAMS * INITIATIVES * MILESTONES;
const START = '2026-01-01';
const programId = uuidFrom('bench', 'program');

/** Reads an answer to its end in a process of its own. */
const READER = `
fetch(process.argv[1], { headers: { authorization: process.argv[2] } }).then(async (response) => {
  let lines = 0;
  for await (const chunk of response.body) for (const byte of chunk) if (byte === 10) lines++;
  console.log(response.status, lines);
});`;

/** Copies the rows of the first program for all others: what a feed reads are rows. */
function multiply(file: string): void {
  const database = new Database(file);
  database.pragma('busy_timeout = 10000');
  const made = (column: string, key: string): string => (column === key ? `printf('%.24s%012x', m.${key}, n.i)` : `m.${column}`);
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${PROGRAMS - 1})`;
  const copied: Readonly<Record<string, readonly string[]>> = {
    program_rows: ['id'],
    gate_rows: ['program_id'],
    initiative_rows: ['id', 'program_id'],
    ownership_rows: ['initiative_id'],
    milestone_rows: ['initiative_id', 'program_id'],
  };
  database.transaction(() => {
    for (const [table, keys] of Object.entries(copied)) {
      const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
      const values = columns.map((column) => made(column, keys.find((key) => key === column) ?? ''));
      database.exec(`${numbers} insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} m, n`);
    }
  })();
  database.close();
}

/** What the feed reads, as one statement. */
const STATEMENT = `select m.id, m.initiative_id, i.title as initiative_title, m.program_id, p.name as program_name, p.time_zone, i.pillar, i.element,
  i.unit, m.title, m.weight, m.state, m.original_baseline, m.baseline_day, m.forecast, m.confirmed_at, m.achieved_on, m.reschedules, m.last_reason,
  (select o.owner from ownership_rows o where o.initiative_id = i.id and o.effective_on <= '2026-11-28' order by o.nth desc limit 1) as owner, m.slip
  from milestone_rows m join initiative_rows i on i.id = m.initiative_id join program_rows p on p.id = m.program_id order by m.initiative_id, m.id`;

function readByDriver(file: string): number {
  const database = new Database(file, { readonly: true });
  let rows = 0;
  for (const row of database.prepare(STATEMENT).iterate()) rows += row === undefined ? 0 : 1;
  database.close();
  return rows;
}

/** Processor time of this process during the work, in milliseconds: the reader has a process of its own. */
async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const api = await Api.start();
const milestones = Array.from({ length: MILESTONES }, (_, i) => ({ title: `Milestone ${i} of the service desk`, due: '2026-06-01' }));
await api.enter([
  { type: 'CharterProgram', on: START, input: { id: programId, name: 'Bench', sponsorId: 'ann', startsOn: START, endsOn: '2027-12-31' } },
  ...Array.from({ length: INITIATIVES }, (_, i) => ({
    type: 'LaunchInitiative',
    on: START,
    input: {
      id: uuidFrom('bench', 'initiative', i),
      programId,
      pillar: 'PROCESS',
      title: `Initiative ${i}`,
      ownerId: 'ann',
      unit: 'Desk',
      milestones,
    },
  })),
]);
const file = join(api.folder, 'views.sqlite');
multiply(file);

async function readFeed(query = '', rows = ROWS): Promise<void> {
  const address = new URL(`/feeds/milestones.csv${query}`, api.url).href;
  const child = spawn(process.execPath, ['-e', READER, address, api.headers.authorization], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (said.trim() !== `200 ${rows + 1}`) throw new Error(`the feed was not read: ${said}`);
}

/** What JavaScript holds, garbage included, in bytes. The database's own cache of pages has a fixed size. */
function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** By how much memory grows at most while the feed is read, in megabytes: an answer gathered before it is sent would have 60. */
async function memoryOfFeed(): Promise<number> {
  await readFeed(`?programs=${programId}`, INITIATIVES * MILESTONES);
  const before = held();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, held())), 20);
  await readFeed();
  clearInterval(watch);
  return (peak - before) / 1e6;
}

report({ name: `memory while ${ROWS} rows are read`, value: await memoryOfFeed(), unit: 'MB', floor: 1, bound: { atMost: 64 } });

if (readByDriver(file) !== ROWS) throw new Error('the driver reads other rows');
const found = await medians({ feed: () => processorMs(readFeed), driver: () => processorMs(() => readByDriver(file)) });
const perSecond = (ms: number): number => (ROWS / ms) * 1000;
report({
  name: `milestones.csv with ${ROWS} rows, by processor time`,
  value: perSecond(found.feed),
  unit: 'per second',
  floor: perSecond(found.driver),
  bound: { atLeast: 0.5 },
});

await api.close();
