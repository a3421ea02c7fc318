import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { DocumentCache } from '../writers/document-cache.js';
import { tableNames } from '../checkpoints/checkpoints.js';
import { LiveReadDatabase } from '../database/live-read-database.js';
import { LiveViews, type LiveViewsOptions } from '../daemon/live-views.js';
import { rebuildHere, type RunRebuild } from '../rebuild/rebuild-worker.js';
import type { ViewsDatabase, ViewsDatabaseOptions } from '../database/views-database.js';
import { all, readerOf } from './log.js';
import { openViewsAt } from './databases.js';

export { viewsFile } from './databases.js';

export interface ViewsUnderTest {
  readonly database: ViewsDatabase;
  readonly views: LiveViews;
  readonly read: LiveReadDatabase;
  readonly close: () => Promise<void>;
}

export type Overrides = Partial<LiveViewsOptions> & ViewsDatabaseOptions & { readonly gate?: (run: RunRebuild) => RunRebuild };

/** Starts views on a file and a store, with rebuilds in this thread and no back-off between retries. */
export async function startViews(
  file: string,
  store: Pick<EventStore, 'subscribe' | 'read' | 'readAll'>,
  projections: readonly Projection[],
  overrides: Overrides = {},
): Promise<ViewsUnderTest> {
  const database = await openViewsAt(file, projections, overrides);
  const cache = new DocumentCache();
  const openReader = () => readerOf(store);
  const runRebuild = rebuildHere(database, openReader, projections);
  const views = new LiveViews({
    database,
    cache,
    store,
    projections,
    openReader,
    runRebuild: overrides.gate?.(runRebuild) ?? runRebuild,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    ...overrides,
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= views.stop().then(() => database.close()));
  try {
    await views.start();
  } catch (error) {
    await close();
    throw error;
  }
  return { database, views, read: new LiveReadDatabase(database, cache, views, projections), close };
}

export async function headOf(store: Pick<EventStore, 'readAll'>): Promise<Position> {
  return (await all(store)).at(-1)!.position;
}

/** Waits until all projections have passed the store's head. */
export async function settled(views: LiveViews, store: Pick<EventStore, 'readAll'>): Promise<void> {
  const names = views.status().map(({ name }) => name);
  if ((await views.waitFor(await headOf(store), names, 30_000)) !== 'passed') throw new Error(JSON.stringify(views.status()));
}

/** Whether a table is the engine's own and not made from events: checkpoints, and the messages between projector and replicas. */
const ofTheWork = (table: string): boolean => table.endsWith('_checkpoints') || ['projector_report', 'rebuild_requests'].includes(table);

/** The content of every table that is made from events, rows sorted by their text. */
export async function contents(database: ViewsDatabase): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {};
  for (const name of await database.outside(tableNames)) {
    if (ofTheWork(name)) continue;
    const rows = await database.select<Record<string, unknown>>(`SELECT * FROM ${name}`);
    content[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return content;
}
