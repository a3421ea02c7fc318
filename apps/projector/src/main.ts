import 'reflect-metadata';
import { configurationFrom, ConfigurationError, type Configuration } from '#application/configuration.js';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { openConfiguredEventStore } from '#event-store/event-store.module.js';
import { pino } from 'pino';
import { healthServer } from './health-server.js';
import { Succession } from './succession.js';

try {
  const configuration = configurationFrom(process.env);
  if (configuration.DATABASE_URL === undefined) {
    throw new ConfigurationError([
      'EVENTSTORE_URL, DATABASE_URL: the projector is of the clustered mode and needs both; embedded, the api hosts it.',
    ]);
  }
  // It connects to nothing yet, and tells what of its address is of no use: that does not change by trying again.
  await openConfiguredEventStore({ get: (name) => configuration[name as keyof Configuration]?.toString() }).close();
  const log = pino({ level: configuration.LOG_LEVEL });
  const rebuildThread = new URL(import.meta.resolve('#read-models/runner/rebuild-thread.js'));
  const succession = new Succession({ configuration, log, rebuildThread, onStuck: () => process.exit(1) });
  succession.start();
  const server = healthServer(succession);
  if (process.env['PORT']) server.listen(configuration.PORT, configuration.HOST);
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      server.close();
      server.closeAllConnections();
      void succession.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'closing failed');
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  console.error(error instanceof ConfigurationError || error instanceof EventStoreError ? error.message : error);
  process.exit(1);
}
