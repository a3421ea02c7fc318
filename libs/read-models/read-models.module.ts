import {
  Inject,
  Logger,
  Module,
  Optional,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationShutdown,
  type Type,
} from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { extname, join, resolve } from 'node:path';
import { mkdirSync } from 'node:fs';
import { CHECKPOINT_STORE } from '#event-sourcing/checkpoint-store.js';
import type { EventReader } from '#event-sourcing/event-reader.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/event-store.js';
import { isKnownEvent } from '#domain/event-types.js';
import { HistoricalQueryWorker } from './as-of/historical-query-worker.js';
import type { ViewsPlace } from './as-of/worker-messages.js';
import { ReadModelProgramViews } from './program-views.js';
import { PROJECTIONS } from './registry.js';
import { Readings } from './readings.js';
import { ViewsCheckpointStore } from '#projection-engine/checkpoints/checkpoints.js';
import { cacheLimits, DocumentCache, type CacheLimits } from '#projection-engine/writers/document-cache.js';
import { messageOf } from '#projection-engine/database/database-errors.js';
import { documentWriters } from '#projection-engine/writers/projection-writers.js';
import { ReplicaViews } from '#projection-engine/coordination/replica-views.js';
import { LiveReadDatabase } from '#projection-engine/database/live-read-database.js';
import { LiveViews, type ViewsLog } from '#projection-engine/daemon/live-views.js';
import { readingSchemas } from '#projection-engine/database/postgres-schemas.js';
import { READ_DATABASE, type ReadDatabase } from '#projection-engine/database/read-database.js';
import { rebuildHere, rebuildInWorker } from '#projection-engine/rebuild/rebuild-worker.js';
import { StoreReader } from '#projection-engine/daemon/store-reader.js';
import { keepViewsAhead, nameMissing } from '#projection-engine/checkpoints/views-ahead.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { Views } from '#projection-engine/daemon/views.js';

export interface ReadModelsOptions {
  /** The module that exports the EVENT_STORE. */
  readonly eventStore: Type;
  /** Opens the events of a data folder for long reads. */
  readonly openReader: (folder: string) => EventReader;
  /** The application's token for what its commands ask of the views. */
  readonly programViews: symbol;
  /**
   * Rebuilds, and answers what is asked about the past, in worker threads: `rebuild/rebuild-thread.js`, and the module that exports
   * `openReader`, which is given the data folder or, in the clustered mode, what the event store is opened with. Left out: in this one.
   */
  readonly thread?: { readonly entry: URL; readonly readerModule: string };
  /** This process is the projector of the clustered mode: it feeds the views, which others follow. */
  readonly projector?: boolean;
}

const nothing: CacheLimits = { documents: 0, characters: 0 };

/** Of PostgreSQL, in the clustered mode. */
const addressOf = (config: ConfigService): string | undefined => config.get<string>('DATABASE_URL') || undefined;

/** What the event store of the clustered mode is opened with. */
function eventStoreOf(config: ConfigService): { readonly url: string | undefined; readonly prefix?: string } {
  const prefix = config.get<string>('EVENTSTORE_PREFIX');
  return { url: config.get<string>('EVENTSTORE_URL'), ...(prefix === undefined ? {} : { prefix }) };
}

const viewsFile = (folder: string): string => join(folder, 'views.sqlite');

const dataFolder = (config: ConfigService): string => resolve(config.get<string>('EVENKEEL_DATA', './data'));

/**
 * The read side of a process. Embedded, and in the projector of the clustered mode, the views follow the store from the moment they
 * are made until the program shuts down; any other process of the clustered mode follows what the projector does.
 */
@Module({})
export class ReadModelsModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(Views) private readonly views: LiveViews | ReplicaViews,
    @Inject(ViewsDatabase) private readonly database: ViewsDatabase,
    @Optional() @Inject(HistoricalQueryWorker) private readonly past?: HistoricalQueryWorker,
  ) {}

  /** Use one and the same result wherever a program needs it. */
  static over({ eventStore, openReader, programViews, thread, projector = false }: ReadModelsOptions): DynamicModule {
    return {
      module: ReadModelsModule,
      imports: [ConfigModule, eventStore],
      providers: [
        {
          provide: DocumentCache,
          inject: [ConfigService],
          // Nobody tells a replica which documents have changed: it keeps none.
          useFactory: (config: ConfigService) => new DocumentCache(addressOf(config) && !projector ? nothing : cacheLimits),
        },
        // After the store: that one owns the folder, so that no second process touches the views.
        { provide: ViewsDatabase, inject: [ConfigService, EVENT_STORE], useFactory: openViews },
        {
          provide: Views,
          inject: [ConfigService, ViewsDatabase, DocumentCache, EVENT_STORE],
          useFactory: async (config: ConfigService, database: ViewsDatabase, cache: DocumentCache, store: EventStore) => {
            const url = addressOf(config);
            if (url !== undefined && !projector) {
              const followed = new ReplicaViews({ database, store, url, projections: PROJECTIONS });
              await followed.start();
              return followed;
            }
            const folder = dataFolder(config);
            const open = (): EventReader => (url === undefined ? openReader(folder) : new StoreReader(store, database));
            const runRebuild = thread
              ? rebuildInWorker(thread.entry, database, {
                  views: url === undefined ? { file: viewsFile(folder) } : { url },
                  projectionsModule: '#read-models/registry.js',
                  readerModule: thread.readerModule,
                  readerArgument: url === undefined ? folder : eventStoreOf(config),
                })
              : rebuildHere(database, open, PROJECTIONS);
            const live = new LiveViews({
              database,
              cache,
              store,
              projections: PROJECTIONS,
              openReader: open,
              runRebuild,
              knows: isKnownEvent,
              log: viewsLog(),
            });
            await live.start();
            return live;
          },
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
          useFactory: (config: ConfigService, database: ViewsDatabase) => thread && pastIn(thread.entry, placeOf(config), database),
        },
        {
          provide: Readings,
          inject: [READ_DATABASE, ViewsDatabase, { token: HistoricalQueryWorker, optional: true }],
          useFactory: (read: ReadDatabase, database: ViewsDatabase, past?: HistoricalQueryWorker) =>
            new Readings(read, undefined, past && tellingOfDamage(past.ask, database)),
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
    };
  }

  /** While the store is still open. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.views.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.past?.close();
    await this.database.close();
  }
}

function placeOf(config: ConfigService): ViewsPlace {
  const url = addressOf(config);
  if (url !== undefined) return { url, schemas: readingSchemas(documentWriters(PROJECTIONS, new DocumentCache())) };
  return { file: viewsFile(dataFolder(config)) };
}

async function openViews(config: ConfigService, store: EventStore): Promise<ViewsDatabase> {
  const place = placeOf(config);
  if ('url' in place) return ViewsDatabase.openPostgres(place.url, place.schemas);
  mkdirSync(dataFolder(config), { recursive: true });
  try {
    await keepViewsAhead(place.file, store);
    await nameMissing(place.file, store);
  } catch (error) {
    // The start ends here: nobody else would let go of the folder.
    await store.close();
    throw error;
  }
  const log = new Logger('views');
  const onReplaced = (kept: string, error: unknown): void =>
    log.warn(
      { kept, reason: messageOf(error) },
      'the views file was damaged: it is kept under another name, and made anew from the events',
    );
  return ViewsDatabase.open(place.file, { onReplaced });
}

/** The thread reads the file on a connection of its own. */
const tellingOfDamage =
  (ask: HistoricalQueryWorker['ask'], database: ViewsDatabase): HistoricalQueryWorker['ask'] =>
  (question, signal) =>
    ask(question, signal).catch((error: unknown) => {
      database.damaged(error);
      throw error;
    });

function viewsLog(): ViewsLog {
  const log = new Logger('views');
  return {
    stuck: (reason) => log.error({ reason }, 'the views do not move on: it is tried again until they do'),
    movesAgain: (seconds, failures) => log.log({ seconds, failures }, 'the views move on again'),
  };
}

/** @param entry of a rebuild: its neighbour is run */
function pastIn(entry: URL, place: ViewsPlace, database: ViewsDatabase): HistoricalQueryWorker {
  const log = new Logger('past');
  const past = new URL(`../../read-models/as-of/historical-query-thread${extname(entry.pathname)}`, entry);
  const thread = new HistoricalQueryWorker({
    entry: past,
    place,
    onDied: (error) => log.error({ err: error }, 'the thread that reads the past died'),
  });
  database.onReplaced(() => thread.restart());
  return thread;
}
