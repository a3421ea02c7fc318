import { Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { statSync } from 'node:fs';
import { Incident } from '#async/incident.js';
import { EVENT_STORE, type EventStore, type EventStoreError } from '#event-sourcing/store/event-store.js';
import { openEmbeddedEventStore, type WriteWatch } from './embedded/embedded-event-store.js';
import { defaultPrefix } from './eventstoredb/client/cluster.js';
import { openEventStoreDb } from './eventstoredb/eventstoredb-event-store.js';
import type { Settings } from './settings.js';

/**
 * Opens the configured event store: with EVENTSTORE_URL the cluster (stream names begin with EVENTSTORE_PREFIX), otherwise the embedded
 * store in EVENKEEL_DATA.
 * @throws EventStoreError if it cannot be opened; the message is meant for the person who starts the program
 */
export function openConfiguredEventStore(settings: Settings, watch?: WriteWatch): EventStore {
  const url = settings.get('EVENTSTORE_URL');
  if (!url) {
    const folder = settings.get('EVENKEEL_DATA') ?? './data';
    const store = openEmbeddedEventStore(folder, {
      ...watch,
      acceptLoss: settings.get('ACCEPT_LOSS') === 'yes',
      acceptClock: settings.get('ACCEPT_CLOCK') === 'yes',
    });
    warnOfOnlookers(folder);
    return store;
  }
  return openEventStoreDb({ url, prefix: settings.get('EVENTSTORE_PREFIX') ?? defaultPrefix });
}

/** Warns if other users of the machine can read the data folder. The mode may be intended, so it is not changed. */
function warnOfOnlookers(path: string): void {
  if (process.platform === 'win32') return;
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) === 0) return;
  new Logger('data folder').warn(
    { folder: path, mode: mode.toString(8) },
    'other users of this machine can look into the data folder, which holds events, names and hashes of tokens: chmod 700 it',
  );
}

/** Opens the store and logs one line when writing begins to fail and one when it works again. */
function openWatched(settings: Settings): EventStore {
  const log = new Logger('event store');
  const incident = new Incident<EventStoreError>({
    began: ({ code, message }) => log.error({ code, reason: message }, 'the event store cannot be written: commands fail until it can'),
    ended: (seconds, failures) => log.log({ seconds, failures }, 'the event store can be written again'),
    look: () => void store.probe?.().catch(() => undefined),
  });
  const store = openConfiguredEventStore(settings, { failed: (error) => incident.failed(error), worked: () => incident.worked() });
  return store;
}

/**
 * Closes the store last, on application shutdown: services that use the store must stop in onModuleDestroy or beforeApplicationShutdown.
 */
@Module({
  imports: [ConfigModule],
  providers: [{ provide: EVENT_STORE, inject: [ConfigService], useFactory: openWatched }],
  exports: [EVENT_STORE],
})
export class EventStoreModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
