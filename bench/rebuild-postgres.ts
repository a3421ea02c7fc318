import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReader } from '#event-store/embedded/event-reader.js';
import { PROJECTIONS } from '#read-models/registry.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { documentWriters } from '#projection-engine/writers/projection-writers.js';
import { LiveViews } from '#projection-engine/daemon/live-views.js';
import { readingSchemas } from '#projection-engine/database/postgres-schemas.js';
import { rebuildInWorker } from '#projection-engine/rebuild/rebuild-worker.js';
import { createIndexes, createTable } from '#projection-engine/writers/statements.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { PostgresUnderTest } from '#testing/postgres.js';
import { fill } from './support/log-of-initiatives.js';
import { medians, report, ROUNDS } from './support/measure.js';

const NAMES = ['programs', 'initiatives', 'journal'];

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-rebuild-'));
const events = fill(folder, Number(process.env['BENCH_EVENTS'] ?? 200_000));
const server = await PostgresUnderTest.start();
const url = await server.database();
const name = new URL(url).pathname.slice(1);
const writers = documentWriters(PROJECTIONS, new DocumentCache());
const tables = writers.filter((writer) => NAMES.includes(writer.name)).flatMap((writer) => Object.entries(writer.tables));

const database = await ViewsDatabase.openPostgres(url, readingSchemas(writers));
const open = (): ReturnType<typeof openReader> => openReader(folder);
const views = new LiveViews({
  database,
  cache: new DocumentCache(),
  // Nothing is appended here, so the subscription delivers nothing.
  store: {
    subscribe: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) }),
    read: open().read,
  },
  projections: PROJECTIONS,
  openReader: open,
  runRebuild: rebuildInWorker(new URL('../libs/projection-engine/rebuild/rebuild-thread.js', import.meta.url), database, {
    views: { url },
    projectionsModule: '#read-models/registry.js',
    readerModule: '#event-store/embedded/event-reader.js',
    readerArgument: folder,
  }),
  longBacklog: Infinity,
});
await views.start();

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const rebuild = (): Promise<number> => timed(() => views.rebuild(NAMES));

/** The floor: the server reads the rows of the rebuild from its own files into tables of the same shape. */
async function copy(): Promise<number> {
  const [{ at } = { at: '' }] = await server.admin<{ at: string }>(`SELECT current_setting('data_directory') AS at`);
  for (const [table] of tables) await server.admin(`COPY views.${table} TO '${at}/${table}.copy'`, name);
  await server.admin('DROP SCHEMA IF EXISTS floor CASCADE', name);
  await server.admin('CREATE SCHEMA floor', name);
  const statements = tables.flatMap(([table, shape]) => [
    createTable(table, shape, 'postgres'),
    `COPY ${table} FROM '${at}/${table}.copy'`,
    ...createIndexes(table, shape, 1),
  ]);
  return timed(() => server.admin(['SET search_path = floor', 'SET synchronous_commit = off', ...statements].join(';\n'), name));
}

await rebuild();
const times = await medians({ floor: copy, rebuild }, Math.min(ROUNDS, 3));
const perSecond = (milliseconds: number): number => events / (milliseconds / 1000);
report({
  name: `rebuild over ${events} events on PostgreSQL, beside COPY of the same rows`,
  value: perSecond(times.rebuild),
  unit: 'per second',
  floor: perSecond(times.floor),
  bound: { atLeast: 0.2 },
});
await views.stop();
await database.close();
await server.remove();
rmSync(folder, { recursive: true });
process.exit(0);
