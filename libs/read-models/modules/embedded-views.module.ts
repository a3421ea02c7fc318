import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { ConfigService } from '@nestjs/config';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { keepViewsAhead, nameMissing } from '#projection-engine/checkpoints/views-ahead.js';
import { messageOf } from '#projection-engine/database/database-errors.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { cacheLimits } from '#projection-engine/writers/document-cache.js';
import { startLiveViews } from './start-live-views.js';
import { viewsModule, type ViewsModuleOptions } from './views-module.js';

export interface EmbeddedViewsOptions extends ViewsModuleOptions {
  /** Opens the events of a data folder for long reads. */
  readonly openReader: (folder: string) => EventReader;
  /** The SQLite file with the events of a data folder: the views repeat none of their texts. */
  readonly eventFileIn: (folder: string) => string;
  /** The module that exports `openReader`, for rebuild threads. */
  readonly readerModule: string;
}

/** Embedded mode: the views are a file in the data folder, and this process moves them. */
@Module({})
export class EmbeddedViewsModule {
  static over({ openReader, eventFileIn, readerModule, ...options }: EmbeddedViewsOptions): DynamicModule {
    return viewsModule(EmbeddedViewsModule, options, {
      cacheLimits,
      place: (config) => ({ file: viewsFile(config), eventFile: eventFileIn(dataFolder(config)) }),
      open: (config, store) => open(config, store, eventFileIn(dataFolder(config))),
      start: (parts) => {
        const folder = dataFolder(parts.config);
        return startLiveViews(parts, {
          openReader: () => openReader(folder),
          thread: options.thread,
          rebuild: { views: { file: viewsFile(parts.config), eventFile: eventFileIn(folder) }, readerModule, readerArgument: folder },
        });
      },
    });
  }
}

const dataFolder = (config: ConfigService): string => resolve(config.get<string>('EVENKEEL_DATA', './data'));

const viewsFile = (config: ConfigService): string => join(dataFolder(config), 'views.sqlite');

async function open(config: ConfigService, store: EventStore, eventFile: string): Promise<ViewsDatabase> {
  const file = viewsFile(config);
  mkdirSync(dataFolder(config), { recursive: true });
  try {
    await keepViewsAhead(file, store);
    await nameMissing(file, store);
  } catch (error) {
    // The start has failed: close the store, because nobody else would release the folder.
    await store.close();
    throw error;
  }
  const log = new Logger('views');
  const onReplaced = (kept: string, error: unknown): void =>
    log.warn(
      { kept, reason: messageOf(error) },
      'the views file was damaged: it is kept under another name, and made anew from the events',
    );
  return ViewsDatabase.open(file, { eventFile, onReplaced });
}
