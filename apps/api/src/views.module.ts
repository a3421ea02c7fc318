import type { Configuration } from '#application/starting/configuration.js';
import { PROGRAM_VIEWS } from '#application/ports.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { eventFileIn } from '#event-store/embedded/file/event-file.js';
import { EventStoreModule } from '#event-store/event-store.module.js';
import { EmbeddedViewsModule } from '#read-models/modules/embedded-views.module.js';
import { ReplicaViewsModule } from '#read-models/modules/replica-views.module.js';
import type { DynamicModule } from '@nestjs/common';

/**
 * The views over the configured store: written by this process or, in clustered mode, by the projector.
 * @param thread the entry file of rebuild threads, `rebuild-thread.js`, if rebuilds run in threads
 */
export function viewsModule({ DATABASE_URL }: Configuration, thread?: URL): DynamicModule {
  const options = { eventStore: EventStoreModule, programViews: PROGRAM_VIEWS, thread };
  if (DATABASE_URL !== undefined) return ReplicaViewsModule.over(options);
  return EmbeddedViewsModule.over({ ...options, openReader, eventFileIn, readerModule: '#event-store/embedded/event-reader.js' });
}
