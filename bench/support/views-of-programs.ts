import { addDays } from '#domain/calendar.js';
import type { ProgramState } from '#domain/program/state.js';
import { PILLARS } from '#domain/pillars.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { Cell, Projection } from '#event-sourcing/folds/projection.js';
import type { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { insertAll } from '#projection-engine/writers/bulk-write.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { documentTable } from '#projection-engine/writers/document-writer.js';
import { createTables, indexStatements } from '#projection-engine/writers/layout.js';
import { liveName } from '#projection-engine/writers/projection-writer.js';
import { documentWriters } from '#projection-engine/writers/projection-writers.js';
import { initiativeProjection } from '#read-models/initiatives/initiative-projection.js';
import type { ChangedInitiative, ChangedMilestone } from '#read-models/initiatives/last-change.js';
import { programProjection } from '#read-models/programs/program-projection.js';
import { PROJECTIONS } from '#read-models/registry.js';

const INITIATIVES = 2;
const MILESTONES = 10;
const ZONES = ['Asia/Shanghai', 'UTC', 'Europe/Berlin', 'America/New_York'];
const UNITS = Array.from({ length: 40 }, (_, i) => `Unit ${i}`);
const WORK = [
  'Pilot',
  'Training',
  'Go-live',
  'Budget approval',
  'Vendor contract',
  '数据迁移',
  '流程上线',
  '预算审批',
  '培训完成',
  'Rückbau',
];
const THINGS = ['payments', 'warehouse', 'claims', '客户服务', '供应链', 'onboarding', 'Ersatzteile', 'reporting', '采购平台', 'identity'];

/** A repeatable number below `n` that looks random. */
const pick = (n: number, ...of: readonly number[]): number => {
  let hash = 2_166_136_261;
  for (const value of of) hash = Math.imul(hash ^ (value + 0x9e3779b9), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) % n;
};

export const ownerOf = (n: number): string => `owner-${n}`;
export const programOf = (n: number): string => uuidFrom('bench', 'program', n);

function milestone(n: number, m: number, today: string): ChangedMilestone {
  const due = addDays(today, pick(1_000, n, m, 1) - 600);
  const forecast = addDays(due, pick(3, n, m, 2) === 0 ? pick(90, n, m, 3) : 0);
  const since = addDays(due, -200);
  const at = `${since}T08:00:00.000Z`;
  const isAchieved = forecast < today && pick(10, n, m, 4) < 8;
  const isDescoped = !isAchieved && pick(20, n, m, 5) === 0;
  const on = addDays(forecast, -pick(5, n, m, 6));
  return {
    id: uuidFrom('bench', 'milestone', n, m),
    title: `${WORK[pick(10, n, m, 7)]!} ${THINGS[pick(10, n, m, 8)]!} ${pick(1_000, n, m, 9)}`,
    plannedOn: since,
    weights: [{ since, value: 1 + pick(5, n, m, 10) }],
    baselines: [{ date: due, since, at }],
    forecast,
    achievements: isAchieved ? [{ on, by: 'owner-1', at: `${on}T08:00:00.000Z`, known: on }] : [],
    reschedules: [],
    descopings: isDescoped ? [{ from: addDays(due, -30) }] : [],
    releases: [],
    changedAt: `${addDays(today, -pick(700, n, m, 11))}T0${pick(10, n, m, 12)}:00:00.000Z`,
  };
}

function initiative(n: number, today: string): ChangedInitiative {
  const since = addDays(today, -900 + pick(600, n, 20));
  const at = `${since}T08:00:00.000Z`;
  const owner = pick(20, n, 21) === 0 ? null : ownerOf(pick(500, n, 22));
  const handedOver = pick(2, n, 23) === 0 ? [{ owner: ownerOf(pick(500, n, 24)), effectiveOn: since, known: since }] : [];
  const milestones = Array.from({ length: MILESTONES }, (_, m) => milestone(n, m, today));
  return {
    status: (['ACTIVE', 'ACTIVE', 'ACTIVE', 'PAUSED', 'COMPLETED'] as const)[pick(5, n, 25)]!,
    id: uuidFrom('bench', 'initiative', n),
    programId: programOf(Math.floor(n / INITIATIVES)),
    revision: 40,
    launchedOn: since,
    launchedAt: at,
    title: `${THINGS[pick(10, n, 26)]!} ${WORK[pick(10, n, 27)]!} ${n}`,
    element: `element-${pick(36, n, 28)}`,
    unit: UNITS[pick(40, n, 29)]!,
    pillars: [{ since, value: PILLARS[pick(4, n, 30)]! }],
    weights: [{ since, value: 1 + pick(5, n, 31) }],
    owners: [...handedOver, { owner, effectiveOn: since, known: since }],
    cancellations: [],
    milestones,
    rebaselines: [],
    changedAt: milestones
      .map(({ changedAt }) => changedAt)
      .toSorted()
      .at(-1)!,
  };
}

const program = (n: number, today: string): ProgramState =>
  ({
    ...{ status: 'ACTIVE', id: programOf(n), revision: 3, name: `Program ${n} ${THINGS[pick(10, n, 40)]!}`, sponsor: 'sponsor' },
    ...{ timeZone: ZONES[pick(4, n, 41)]!, startsOn: addDays(today, -900), charteredAt: `${addDays(today, -900)}T00:00:00.000Z` },
    ...{
      grants: [],
      leads: [],
      entries: [],
      plans: [{ since: today, revision: 0, value: [{ key: 'only', endsOn: addDays(today, 400) }] }],
    },
  }) as unknown as ProgramState;

/** Writes the tables of the two projections that lists read, without events: 20 milestones in 2 initiatives for each program. */
export async function fillViews(database: ViewsDatabase, programs: number, today: string): Promise<void> {
  const writers = documentWriters(PROJECTIONS, new DocumentCache());
  await database.write(async (session) => {
    for (const writer of writers) await createTables(session, writer, liveName);
  });
  const projections = [programProjection as unknown as Projection, initiativeProjection as unknown as Projection];
  const AT_ONCE = 500;
  for (let first = 0; first < programs; first += AT_ONCE) {
    const of = Array.from({ length: Math.min(AT_ONCE, programs - first) }, (_, i) => first + i);
    const documents = [
      of.map((n) => program(n, today)),
      of.flatMap((n) => Array.from({ length: INITIATIVES }, (_, i) => initiative(n * INITIATIVES + i, today))),
    ];
    await database.write(async (session) => {
      for (const [i, projection] of projections.entries()) {
        const rows = documents[i]!.map((document) => projection.rows!(document));
        for (const [table, shape] of Object.entries(projection.tables!)) {
          const columns = Object.keys(shape.columns);
          const cells = rows.flatMap((all) => all[table]!.map((row): Cell[] => columns.map((column) => row[column] ?? null)));
          await insertAll(session, table, shape, cells);
        }
        const texts = documents[i]!.map((document) => [document.id, JSON.stringify(document)]);
        const shape = { columns: { key: 'text', document: 'text' }, key: ['key'] } as const;
        await insertAll(session, documentTable(projection.name), shape, texts);
      }
    });
  }
  for (const writer of writers)
    for (const index of indexStatements(writer, liveName, 1)) await database.outside((session) => session.run(index));
}
