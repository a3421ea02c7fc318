import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { EVENT_STORE, EventStoreError, type EventStore } from '#event-sourcing/event-store.js';
import { openEmbeddedEventStore } from './embedded/embedded-event-store.js';

/**
 * The event store that the configuration asks for: EVENTSTORE_URL, else the embedded one in EVENKEEL_DATA.
 * @throws EventStoreError where it cannot be had; the message is fit for whoever starts the program
 */
export function openConfiguredEventStore(config: ConfigService): EventStore {
  if (config.get<string>('EVENTSTORE_URL')) {
    throw new EventStoreError(
      'STORE_UNAVAILABLE',
      'EVENTSTORE_URL is set, but this version of Evenkeel has no clustered event store yet; unset it to use the embedded one',
    );
  }
  return openEmbeddedEventStore(config.get<string>('EVENKEEL_DATA', './data'));
}

/** Closes the store last, on application shutdown: whoever uses it stops in onModuleDestroy or beforeApplicationShutdown. */
@Module({
  imports: [ConfigModule],
  providers: [{ provide: EVENT_STORE, inject: [ConfigService], useFactory: openConfiguredEventStore }],
  exports: [EVENT_STORE],
})
export class EventStoreModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
