import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { toDay } from '#domain/calendar.js';
import type { Cell } from '#event-sourcing/folds/projection.js';
import { LiveReadDatabase } from '#projection-engine/database/live-read-database.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { MILESTONE_ORDER_FIELDS, type MilestoneListFilter, type MilestoneOrderField } from '#read-models/milestones/milestone-filter.js';
import { Readings } from '#read-models/readings.js';
import { PROJECTIONS } from '#read-models/registry.js';
import { medians, report } from './support/measure.js';
import { fillViews, ownerOf, programOf } from './support/views-of-programs.js';

const PROGRAMS = Number(process.env['BENCH_PROGRAMS'] ?? 10_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const TODAY = '2026-11-28';
/** At this instant it is the same date in all time zones of the programs. */
const NOW = `${TODAY}T12:00:00.000Z`;

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-lists-'));
const database = await ViewsDatabase.open(join(folder, 'views.sqlite'));
const startedAt = performance.now();
await fillViews(database, PROGRAMS, TODAY);
await database.outside((session) => session.run('PRAGMA wal_checkpoint(TRUNCATE)'));
const megabytes = statSync(join(folder, 'views.sqlite')).size / 1e6;
console.error(`${PROGRAMS} programs in ${((performance.now() - startedAt) / 1000).toFixed(0)} s, ${megabytes.toFixed(0)} MB`);

const read = new LiveReadDatabase(database, new DocumentCache(), { answers: () => true }, PROJECTIONS);
const { milestones } = new Readings(read, () => NOW).live;

/** What somebody would write by hand for one filter: what is joined with milestones `m`, and the condition. */
interface ByHand {
  readonly join?: string;
  readonly where: string;
  readonly parameters?: readonly Cell[];
}

const INITIATIVE = 'join initiative_rows i on i.id = m.initiative_id';
const OWNER = `(select o.owner from ownership_rows o where o.initiative_id = i.id and o.effective_on <= '${TODAY}' order by o.nth desc limit 1)`;
const SLIP = `(case when m.state <> 'PLANNED' then m.slip else max(m.slip, ${toDay(TODAY)} - m.baseline_day) end)`;
const found = (word: string): ByHand => ({
  where: `m.initiative_id in (select initiative_id from word_rows where word >= ? and word < ? and nth = 0)
    or (m.initiative_id, m.nth) in (select initiative_id, nth from word_rows where word >= ? and word < ?)
    or m.program_id in (select program_id from program_word_rows where word >= ? and word < ?)`,
  parameters: [1, 2, 3].flatMap(() => [word, `${word}\u{10FFFF}`]),
});
const days = (from: string, to: string): ByHand => ({ where: 'm.baseline_day between ? and ?', parameters: [toDay(from), toDay(to)] });
const some = Array.from({ length: 20 }, (_, i) => programOf(i * 7));

const FILTERS: Readonly<Record<string, readonly [MilestoneListFilter, ByHand]>> = {
  none: [{}, { where: '1 = 1' }],
  programs: [{ programs: some }, { where: `m.program_id in (${some.map(() => '?').join()})`, parameters: some }],
  pillars: [{ pillars: ['CULTURE'] }, { join: INITIATIVE, where: `i.pillar = 'CULTURE'` }],
  units: [{ units: ['Unit 3', 'Unit 7'] }, { join: INITIATIVE, where: `i.unit in ('Unit 3', 'Unit 7')` }],
  elements: [{ elements: ['element-5'] }, { join: INITIATIVE, where: `i.element = 'element-5'` }],
  achievedState: [{ states: ['ACHIEVED'] }, { where: `m.state = 'ACHIEVED'` }],
  overdue: [{ states: ['OVERDUE'] }, { where: `m.state = 'PLANNED' and m.forecast < '${TODAY}'` }],
  owners: [{ owners: [ownerOf(3)] }, { join: INITIATIVE, where: `${OWNER} = ?`, parameters: [ownerOf(3)] }],
  unowned: [{ unowned: true }, { join: INITIATIVE, where: `${OWNER} is null` }],
  forecast: [{ forecast: { from: '2026-12-01', to: '2026-12-31' } }, { where: `m.forecast between '2026-12-01' and '2026-12-31'` }],
  baseline: [{ baseline: { from: '2026-12-01', to: '2026-12-31' } }, days('2026-12-01', '2026-12-31')],
  achieved: [{ achieved: { from: '2026-10-01', to: '2026-10-31' } }, { where: `m.achieved_on between '2026-10-01' and '2026-10-31'` }],
  slipDays: [{ slipDays: { atLeast: 30 } }, { where: `${SLIP} >= 30` }],
  changedSince: [{ changedSince: '2026-11-21T00:00:00Z' }, { where: `m.changed_at >= '2026-11-21T00:00:00.000Z'` }],
};

const SEARCHES: Readonly<Record<string, readonly [MilestoneListFilter, ByHand]>> = {
  'search budget': [{ search: 'budg' }, found('budg')],
  'search 预算': [{ search: '预算' }, found('预算')],
  'search a rare word': [{ search: '417' }, found('417')],
};

const ORDERS: Readonly<Record<MilestoneOrderField, string>> = {
  FORECAST: 'm.forecast',
  BASELINE: 'm.baseline_day',
  SLIP,
  TITLE: 'm.title_key',
  WEIGHT: 'm.weight',
  LAST_CHANGE: 'm.changed_at',
};

const only = process.env['BENCH_FILTER'];
for (const [name, [filter, { join = '', where, parameters = [] }]] of Object.entries({ ...FILTERS, ...SEARCHES })) {
  if (only && name !== only) continue;
  const from = `milestone_rows m ${join} where ${where}`;
  /** Processor time, because SQLite answers in this thread and other programs may be at work. */
  const timed = async (work: () => Promise<number>): Promise<number> => {
    const at = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(at);
    return (user + system) / 1000;
  };
  const { totalCount: total } = await milestones.page(filter, null, { first: 0 });
  const count = async (): Promise<number> => (await read.select<{ n: number }>(`select count(*) as n from ${from}`, parameters))[0]!.n;
  const [found, counted] = [await total(), await count()];
  assert.equal(found, counted, name);
  const counting = await medians({ ours: () => timed(total), byHand: () => timed(count) }, ROUNDS);
  report({ name: `count ${name} (${found})`, value: counting.ours, unit: 'ms', floor: counting.byHand, bound: { atMost: 2 } });
  for (const field of MILESTONE_ORDER_FIELDS)
    for (const direction of ['ASC', 'DESC'] as const) {
      if (field !== 'FORECAST' && direction === 'DESC') continue;
      const order = `${ORDERS[field]} ${direction}, m.initiative_id ${direction}, m.id ${direction}`;
      const ours = async (): Promise<number> => (await milestones.page(filter, { field, direction }, { first: 50 })).edges.length;
      const byHand = async (): Promise<number> => {
        const rows = await read.select(
          `select x.*, d.document from (select m.initiative_id, m.id, m.forecast, ${ORDERS[field]} as k from ${from} order by ${order} limit 50) x
            join initiatives_documents d on d.key = x.initiative_id`,
          parameters,
        );
        return rows.length;
      };
      assert.equal(await ours(), await byHand());
      const page = await medians({ ours: () => timed(ours), byHand: () => timed(byHand) }, ROUNDS);
      report({ name: `page ${name} ${field} ${direction}`, value: page.ours, unit: 'ms', floor: page.byHand, bound: { atMost: 2 } });
    }
}
await database.close();
if (process.env['BENCH_KEEP']) console.error(folder);
else rmSync(folder, { recursive: true });
