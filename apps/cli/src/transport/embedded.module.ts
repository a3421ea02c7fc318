import {
  Inject,
  Injectable,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { ApplicationModule } from '#application/application.module.js';
import { backoff } from '#async/retry.js';
import type { Configuration } from '#application/starting/configuration.js';
import { CommandGateway } from '#application/commands/command-gateway.js';
import { DriftSaga, SAGA_RETRY_POLICY } from '#application/processes/drift-saga.js';
import { logged } from '#application/processes/failing.js';
import { ImportStatusLines } from '#application/import/import-lines.js';
import { PROGRAM_VIEWS } from '#application/ports.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { eventFileIn } from '#event-store/embedded/file/event-file.js';
import { EventStoreModule } from '#event-store/event-store.module.js';
import { VaultModule } from '#identity/identity.module.js';
import { CHECKPOINT_STORE, type CheckpointStore } from '#event-sourcing/store/checkpoint-store.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { EmbeddedViewsModule } from '#read-models/modules/embedded-views.module.js';
import { ProjectorViewsModule } from '#read-models/modules/projector-views.module.js';
import { ReplicaViewsModule } from '#read-models/modules/replica-views.module.js';

/** Runs the drift saga for evaluations that an import records. There is no weekly schedule here: the api has it. */
@Injectable()
export class EmbeddedSaga implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly saga: DriftSaga;

  constructor(@Inject(EVENT_STORE) store: EventStore, @Inject(CHECKPOINT_STORE) checkpoints: CheckpointStore, gateway: CommandGateway) {
    this.saga = new DriftSaga({ store, checkpoints, gateway, backoff: backoff(SAGA_RETRY_POLICY), report: logged('drift-saga') });
  }

  onApplicationBootstrap(): void {
    this.saga.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.saga.stop();
  }

  passed(position: string): Promise<void> {
    return this.saga.passed(position);
  }
}

/** The api's modules without HTTP and without a schedule. */
@Module({})
export class EmbeddedModule {
  /** @param projector true: this process writes the views of a cluster, because no other does */
  static over(configuration: Configuration, projector: boolean): DynamicModule {
    const views = viewsModule(configuration, projector);
    return {
      module: EmbeddedModule,
      imports: [
        ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, validate: () => ({ ...configuration }) }),
        EventStoreModule,
        VaultModule,
        views,
        ApplicationModule.over(EventStoreModule, views),
      ],
      providers: [EmbeddedSaga, ImportStatusLines],
    };
  }
}

/** Rebuilds need no thread of their own, because nobody is being served. */
function viewsModule({ DATABASE_URL }: Configuration, projector: boolean): DynamicModule {
  const options = { eventStore: EventStoreModule, programViews: PROGRAM_VIEWS };
  if (DATABASE_URL === undefined)
    return EmbeddedViewsModule.over({ ...options, openReader, eventFileIn, readerModule: '#event-store/embedded/event-reader.js' });
  const readerModule = '#event-store/eventstoredb/reading/event-reader.js';
  return projector ? ProjectorViewsModule.over({ ...options, readerModule }) : ReplicaViewsModule.over(options);
}
