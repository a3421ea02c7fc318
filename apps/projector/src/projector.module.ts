import { ApplicationModule } from '#application/application.module.js';
import type { Configuration } from '#application/starting/configuration.js';
import { PROGRAM_VIEWS } from '#application/ports.js';
import { BackgroundProcesses } from '#application/processes/background-processes.js';
import { EventStoreModule } from '#event-store/event-store.module.js';
import { ProjectorViewsModule } from '#read-models/modules/projector-views.module.js';
import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';

/** The work of the active projector: it writes the views, runs the drift saga and evaluates every program weekly. */
@Module({})
export class ProjectorModule {
  /** @param rebuildThread the entry file of rebuild threads */
  static with(configuration: Configuration, rebuildThread: URL): DynamicModule {
    const views = ProjectorViewsModule.over({
      eventStore: EventStoreModule,
      programViews: PROGRAM_VIEWS,
      thread: rebuildThread,
      readerModule: '#event-store/eventstoredb/reading/event-reader.js',
    });
    return {
      module: ProjectorModule,
      imports: [
        ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, validate: () => ({ ...configuration }) }),
        EventStoreModule,
        views,
        ApplicationModule.over(EventStoreModule, views),
      ],
      providers: [BackgroundProcesses],
    };
  }
}
