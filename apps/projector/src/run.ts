import 'reflect-metadata';
import { configurationFrom, ConfigurationError, type Configuration } from '#application/starting/configuration.js';
import { expectListenable, listenProblem } from '#application/starting/listening.js';
import { runProgram } from '#application/starting/run-program.js';
import { openConfiguredEventStore } from '#event-store/event-store.module.js';
import { once } from 'node:events';
import { pino } from 'pino';
import { healthServer } from './health-server.js';
import { LeaderElection } from './leader-election.js';

function clusteredConfiguration(): Configuration {
  const configuration = configurationFrom(process.env);
  if (configuration.DATABASE_URL !== undefined) return configuration;
  throw new ConfigurationError([
    {
      en: 'EVENTSTORE_URL, DATABASE_URL: the projector is of the clustered mode and needs both; embedded, the api hosts it.',
      zh: 'EVENTSTORE_URL、DATABASE_URL：projector 属于集群模式，两者都需要；嵌入模式下由 api 承担。',
    },
  ]);
}

await runProgram('evenkeel projector', async () => {
  const configuration = clusteredConfiguration();
  const { HOST, PORT } = configuration;
  const isWatched = Boolean(process.env['PORT']?.trim());
  if (isWatched) await expectListenable(HOST, PORT);
  // It connects to nothing yet, and tells what of its address is of no use: that does not change by trying again.
  await openConfiguredEventStore({ get: (name) => configuration[name as keyof Configuration]?.toString() }).close();
  const log = pino({ level: configuration.LOG_LEVEL });
  const rebuildThread = new URL(import.meta.resolve('#projection-engine/rebuild/rebuild-thread.js'));
  const election = new LeaderElection({ configuration, log, rebuildThread, onStuck: () => process.exit(1) });
  const server = healthServer(election);
  if (isWatched)
    await once(server.listen(PORT, HOST), 'listening').catch((error: Error) => {
      throw listenProblem(error, HOST, PORT);
    });
  election.start();
  return async () => {
    server.close();
    server.closeAllConnections();
    await election.stop();
  };
});
