import { Inject, Injectable, Optional, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import type { ReplicaViews } from '#projection-engine/coordination/replica-views.js';
import type { LiveViews } from '#projection-engine/daemon/live-views.js';
import { Views } from '#projection-engine/daemon/views.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { HistoricalQueryWorker } from '../as-of/historical-query-worker.js';

/** Closes the read side when the program shuts down. */
@Injectable()
export class ViewsLifecycle implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(Views) private readonly views: LiveViews | ReplicaViews,
    @Inject(ViewsDatabase) private readonly database: ViewsDatabase,
    @Optional() @Inject(HistoricalQueryWorker) private readonly worker?: HistoricalQueryWorker,
  ) {}

  /** Stops the read side while the store is still open. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.views.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.close();
    await this.database.close();
  }
}
