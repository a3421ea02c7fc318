import { Inject, Module, type BeforeApplicationShutdown, type DynamicModule, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { join, resolve } from 'node:path';
import { mkdirSync } from 'node:fs';
import { CHECKPOINT_STORE } from '#event-sourcing/checkpoint-store.js';
import type { EventReader } from '#event-sourcing/event-reader.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/event-store.js';
import { isKnownEvent } from '#domain/event-types.js';
import { ReadModelProgramViews } from './program-views.js';
import { PROJECTIONS } from './projections.js';
import { Readings } from './readings.js';
import { ViewsCheckpointStore } from './runner/checkpoints.js';
import { DocumentCache } from './runner/document-cache.js';
import { LiveReadDatabase } from './runner/live-read-database.js';
import { LiveViews } from './runner/live-views.js';
import { READ_DATABASE, type ReadDatabase } from './runner/read-database.js';
import { rebuildHere, rebuildInWorker } from './runner/rebuild-worker.js';
import { ViewsDatabase } from './runner/views-database.js';
import { Views } from './runner/views.js';

export interface ReadModelsOptions {
  /** The module that exports the EVENT_STORE. */
  readonly eventStore: Type;
  /** Opens the events of a data folder for long reads. */
  readonly openReader: (folder: string) => EventReader;
  /** The application's token for what its commands ask of the views. */
  readonly programViews: symbol;
  /** Rebuilds in worker threads: the compiled `runner/rebuild-thread.js`, and the module that exports `openReader`. Left out: in this one. */
  readonly thread?: { readonly entry: URL; readonly readerModule: string };
}

const dataFolder = (config: ConfigService): string => resolve(config.get<string>('EVENKEEL_DATA', './data'));

/** The read side of a process: the views follow the store from the moment they are made until the program shuts down. */
@Module({})
export class ReadModelsModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(Views) private readonly views: LiveViews,
    @Inject(ViewsDatabase) private readonly database: ViewsDatabase,
  ) {}

  /** Use one and the same result wherever a program needs it. */
  static over({ eventStore, openReader, programViews, thread }: ReadModelsOptions): DynamicModule {
    return {
      module: ReadModelsModule,
      imports: [ConfigModule, eventStore],
      providers: [
        { provide: DocumentCache, useFactory: () => new DocumentCache() },
        // After the store: that one owns the folder, so that no second process touches the views.
        { provide: ViewsDatabase, inject: [ConfigService, EVENT_STORE], useFactory: openViews },
        {
          provide: Views,
          inject: [ConfigService, ViewsDatabase, DocumentCache, EVENT_STORE],
          useFactory: async (config: ConfigService, database: ViewsDatabase, cache: DocumentCache, store: EventStore) => {
            const folder = dataFolder(config);
            const open = (): EventReader => openReader(folder);
            const runRebuild = thread
              ? rebuildInWorker(thread.entry, database, {
                  projectionsModule: '#read-models/projections.js',
                  readerModule: thread.readerModule,
                  readerArgument: folder,
                })
              : rebuildHere(database, open, PROJECTIONS);
            const views = new LiveViews({
              database,
              cache,
              store,
              projections: PROJECTIONS,
              openReader: open,
              runRebuild,
              knows: isKnownEvent,
            });
            await views.start();
            return views;
          },
        },
        {
          provide: READ_DATABASE,
          inject: [ViewsDatabase, DocumentCache, Views],
          useFactory: (database: ViewsDatabase, cache: DocumentCache) => new LiveReadDatabase(database, cache, PROJECTIONS),
        },
        { provide: Readings, inject: [READ_DATABASE], useFactory: (database: ReadDatabase) => new Readings(database) },
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
      exports: [Views, READ_DATABASE, Readings, programViews, CHECKPOINT_STORE],
    };
  }

  /** While the store is still open. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.views.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

function openViews(config: ConfigService): Promise<ViewsDatabase> {
  const folder = dataFolder(config);
  mkdirSync(folder, { recursive: true });
  return ViewsDatabase.open(join(folder, 'views.sqlite'));
}
