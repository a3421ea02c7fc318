import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventFileIn, openEventFileForReading } from '#event-store/embedded/file/event-file.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { PROJECTIONS } from '#read-models/registry.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { LiveViews } from '#projection-engine/daemon/live-views.js';
import { rebuildInWorker } from '#projection-engine/rebuild/rebuild-worker.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';

/** The floor of a rebuild: reads and parses the same events in pages of 1,000. @returns milliseconds */
export function readAndParse(folder: string): number {
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
  const elapsed = performance.now() - startedAt;
  release();
  return elapsed;
}

/** Opens empty views over the events of a data folder, which are rebuilt in threads. @param home the folder of the views */
export async function openViewsOf(folder: string, home: string): Promise<{ views: LiveViews; close: () => Promise<void> }> {
  mkdirSync(home, { recursive: true });
  const file = join(home, 'views.sqlite');
  const eventFile = eventFileIn(folder);
  const database = await ViewsDatabase.open(file, { eventFile });
  const runRebuild = rebuildInWorker(new URL('../../libs/projection-engine/rebuild/rebuild-thread.js', import.meta.url), database, {
    views: { file, eventFile },
    projectionsModule: '#read-models/registry.js',
    readerModule: '#event-store/embedded/event-reader.js',
    readerArgument: folder,
  });
  // Nothing is appended here, so the subscription delivers nothing.
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
  const close = async (): Promise<void> => {
    await views.stop();
    await database.close();
  };
  return { views, close };
}
