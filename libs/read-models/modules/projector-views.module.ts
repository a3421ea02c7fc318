import { Module, type DynamicModule } from '@nestjs/common';
import { StoreReader } from '#projection-engine/daemon/running/store-reader.js';
import { cacheLimits } from '#projection-engine/writers/document-cache.js';
import { addressOf, openPostgresViews, placeOf } from './postgres-views.js';
import { startLiveViews } from './start-live-views.js';
import { viewsModule, type ViewsModuleOptions } from './views-module.js';

export interface ProjectorViewsOptions extends ViewsModuleOptions {
  /** The module whose `openReader` a rebuild thread uses to open the cluster's events. */
  readonly readerModule: string;
}

/** The projector of the clustered mode: it writes the views in PostgreSQL, which replicas read. */
@Module({})
export class ProjectorViewsModule {
  static over({ readerModule, ...options }: ProjectorViewsOptions): DynamicModule {
    return viewsModule(ProjectorViewsModule, options, {
      cacheLimits,
      place: placeOf,
      open: openPostgresViews,
      start: (parts) => {
        const { config, store, database } = parts;
        const prefix = config.get<string>('EVENTSTORE_PREFIX');
        const readerArgument = { url: config.get<string>('EVENTSTORE_URL'), ...(prefix === undefined ? {} : { prefix }) };
        return startLiveViews(parts, {
          openReader: () => new StoreReader(store, database),
          thread: options.thread,
          rebuild: { views: { url: addressOf(config) }, readerModule, readerArgument },
        });
      },
    });
  }
}
