import { configurationFrom, ConfigurationError, type Configuration } from '#application/starting/configuration.js';
import { expectListenable } from '#application/starting/listening.js';
import { runProgram } from '#application/starting/run-program.js';

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
  const { startProjector } = await import('./start-projector.js');
  return startProjector(configuration, isWatched);
});
