import 'reflect-metadata';
import { configurationFrom, ConfigurationError } from '#application/configuration.js';
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
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
}
