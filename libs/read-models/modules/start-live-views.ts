import { Logger } from '@nestjs/common';
import { isKnownEvent } from '#domain/event-types.js';
import type { EventReader } from '#event-sourcing/store/event-reader.js';
import { LiveViews } from '#projection-engine/daemon/live-views.js';
import type { ViewsLog } from '#projection-engine/daemon/states/views-incident.js';
import { rebuildHere, rebuildInWorker } from '#projection-engine/rebuild/rebuild-worker.js';
import type { RebuildThreadData } from '#projection-engine/rebuild/rebuild-messages.js';
import { PROJECTIONS } from '../registry.js';
import type { ViewsParts } from './views-module.js';

export interface LiveViewsSettings {
  /** Opens the events for long reads. */
  readonly openReader: () => EventReader;
  /** The entry file of rebuild threads; undefined: rebuilds run in this thread. */
  readonly thread: URL | undefined;
  /** How a rebuild thread opens views and events. */
  readonly rebuild: Pick<RebuildThreadData, 'views' | 'readerModule' | 'readerArgument'>;
}

/** Starts the views that this process moves. */
export async function startLiveViews(
  { database, cache, store }: ViewsParts,
  { openReader, thread, rebuild }: LiveViewsSettings,
): Promise<LiveViews> {
  const views = new LiveViews({
    database,
    cache,
    store,
    projections: PROJECTIONS,
    openReader,
    runRebuild: thread
      ? rebuildInWorker(thread, database, { ...rebuild, projectionsModule: '#read-models/registry.js' })
      : rebuildHere(database, openReader, PROJECTIONS),
    knows: isKnownEvent,
    log: viewsLog(),
  });
  await views.start();
  return views;
}

function viewsLog(): ViewsLog {
  const log = new Logger('views');
  return {
    stuck: (reason) => log.error({ reason }, 'the views do not move on: retrying until they do'),
    movesAgain: (seconds, failures) => log.log({ seconds, failures }, 'the views move on again'),
  };
}
