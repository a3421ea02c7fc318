import type { DynamicModule, Type } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { CHECKPOINT_STORE } from '#event-sourcing/store/checkpoint-store.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { ViewsCheckpointStore } from '#projection-engine/checkpoints/checkpoints.js';
import type { ReplicaViews } from '#projection-engine/coordination/replica-views.js';
import type { LiveViews } from '#projection-engine/daemon/live-views.js';
import { Views } from '#projection-engine/daemon/views.js';
import { LiveReadDatabase } from '#projection-engine/database/live-read-database.js';
import { READ_DATABASE, type ReadDatabase } from '#projection-engine/database/read-database.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { DocumentCache, type CacheLimits } from '#projection-engine/writers/document-cache.js';
import { HistoricalQueryWorker } from '../as-of/historical-query-worker.js';
import type { ViewsPlace } from '../as-of/worker-messages.js';
import { ReadModelProgramViews } from '../program-views.js';
import { Readings } from '../readings.js';
import { PROJECTIONS } from '../registry.js';
import { askTellingOfDamage, historicalQueryWorker } from './historical-queries.js';
import { ViewsLifecycle } from './views-lifecycle.js';

/** The read-side settings of a program, the same in every mode. */
export interface ViewsModuleOptions {
  /** The module that exports the EVENT_STORE. */
  readonly eventStore: Type;
  /** The injection token under which the application expects its ProgramViews. */
  readonly programViews: symbol;
  /**
   * The entry file of rebuild threads, `rebuild/rebuild-thread.js`; the entry of the historical query worker is found from there.
   * Undefined: the main thread rebuilds and answers questions about the past.
   */
  readonly thread?: URL | undefined;
}

/** The database, store and projections that views are started with. */
export interface ViewsParts {
  readonly config: ConfigService;
  readonly database: ViewsDatabase;
  readonly cache: DocumentCache;
  readonly store: EventStore;
}

/** Everything in which the modes differ. */
export interface ViewsMode {
  readonly cacheLimits: CacheLimits;
  /** Where the views are stored. */
  readonly place: (config: ConfigService) => ViewsPlace;
  readonly open: (config: ConfigService, store: EventStore) => Promise<ViewsDatabase>;
  /** Starts the views; they stop when the program shuts down. */
  readonly start: (parts: ViewsParts) => Promise<LiveViews | ReplicaViews>;
}

/** Makes the read-side module of a process in one mode. Use the same result wherever a program imports it. */
export const viewsModule = (
  module: Type,
  { eventStore, programViews, thread }: ViewsModuleOptions,
  { cacheLimits, place, open, start }: ViewsMode,
): DynamicModule => ({
  module,
  imports: [ConfigModule, eventStore],
  providers: [
    ViewsLifecycle,
    { provide: DocumentCache, useFactory: () => new DocumentCache(cacheLimits) },
    // The database opens after the store: the store owns the folder, so that no second process touches the views.
    { provide: ViewsDatabase, inject: [ConfigService, EVENT_STORE], useFactory: open },
    {
      provide: Views,
      inject: [ConfigService, ViewsDatabase, DocumentCache, EVENT_STORE],
      useFactory: (config: ConfigService, database: ViewsDatabase, cache: DocumentCache, store: EventStore) =>
        start({ config, database, cache, store }),
    },
    {
      provide: READ_DATABASE,
      inject: [ViewsDatabase, DocumentCache, Views],
      useFactory: (database: ViewsDatabase, cache: DocumentCache, views: Views) =>
        new LiveReadDatabase(database, cache, views, PROJECTIONS),
    },
    {
      provide: HistoricalQueryWorker,
      inject: [ConfigService, ViewsDatabase],
      useFactory: (config: ConfigService, database: ViewsDatabase) => thread && historicalQueryWorker(thread, place(config), database),
    },
    {
      provide: Readings,
      inject: [READ_DATABASE, ViewsDatabase, { token: HistoricalQueryWorker, optional: true }],
      useFactory: (read: ReadDatabase, database: ViewsDatabase, worker?: HistoricalQueryWorker) =>
        new Readings(read, undefined, worker && askTellingOfDamage(worker, database)),
    },
    {
      provide: programViews,
      inject: [Readings, Views, EVENT_STORE],
      useFactory: (readings: Readings, views: Views, store: EventStore) => new ReadModelProgramViews(readings, views, store),
    },
    {
      provide: CHECKPOINT_STORE,
      inject: [ViewsDatabase, Views],
      useFactory: (database: ViewsDatabase) => new ViewsCheckpointStore(database),
    },
  ],
  exports: [Views, ViewsDatabase, READ_DATABASE, Readings, programViews, CHECKPOINT_STORE],
});
