import { Module, type DynamicModule } from '@nestjs/common';
import { ReplicaViews } from '#projection-engine/coordination/replica-views.js';
import { PROJECTIONS } from '../registry.js';
import { addressOf, openPostgresViews, placeOf } from './postgres-views.js';
import { viewsModule, type ViewsModuleOptions } from './views-module.js';

/** A replica of the clustered mode: it reads the views in PostgreSQL, which the projector writes. */
@Module({})
export class ReplicaViewsModule {
  static over(options: ViewsModuleOptions): DynamicModule {
    return viewsModule(ReplicaViewsModule, options, {
      // No cache: nobody tells a replica which documents have changed.
      cacheLimits: { documents: 0, characters: 0 },
      place: placeOf,
      open: openPostgresViews,
      start: async ({ config, database, store }) => {
        const views = new ReplicaViews({ database, store, url: addressOf(config), projections: PROJECTIONS });
        await views.start();
        return views;
      },
    });
  }
}
