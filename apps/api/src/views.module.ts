import { PROGRAM_VIEWS } from '#application/ports.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { EventStoreModule } from '#event-store/event-store.module.js';
import { ReadModelsModule } from '#read-models/read-models.module.js';
import type { DynamicModule } from '@nestjs/common';

/** The views over the configured store. @param entry where rebuilds run in threads: `rebuild-thread.js` */
export const viewsModule = (entry?: URL): DynamicModule =>
  ReadModelsModule.over({
    eventStore: EventStoreModule,
    openReader,
    programViews: PROGRAM_VIEWS,
    ...(entry ? { thread: { entry, readerModule: '#event-store/embedded/event-reader.js' } } : {}),
  });
