import 'reflect-metadata';
import type { Configuration } from '#application/starting/configuration.js';
import { listenProblem } from '#application/starting/listening.js';
import { openConfiguredEventStore } from '#event-store/event-store.module.js';
import { once } from 'node:events';
import { pino } from 'pino';
import { healthServer } from './health-server.js';
import { LeaderElection } from './leader-election.js';

/**
 * Starts the projector.
 * @param isWatched whether to serve health at HOST and PORT
 * @returns a function that stops it
 * @throws StartProblem, EventStoreError if the configuration is invalid
 */
export async function startProjector(configuration: Configuration, isWatched: boolean): Promise<() => Promise<void>> {
  const { HOST, PORT } = configuration;
  // Opening connects to nothing yet but finds an invalid address, which no retry would mend.
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
}
