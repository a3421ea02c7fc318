import { EventStoreError } from '#event-sourcing/event-store.js';
import { configurationFrom, ConfigurationError } from '#application/configuration.js';
import { createApp } from './create-app.js';

/** Whoever starts it reads these lines; what happens afterwards is in the log. */
const say = (line: string): void => console.log(line);

try {
  const rebuildThread = new URL(import.meta.resolve('#read-models/runner/rebuild-thread.js'));
  const app = await createApp(configurationFrom(process.env), undefined, rebuildThread);
  say(`Evenkeel listens at ${app.url}/graphql`);
  if (process.env['NODE_ENV'] !== 'production') say(`GraphiQL: ${app.url}/graphiql`);
  if (app.madeToken) say(`Administrator's token, shown this once and kept in ${app.madeToken.file}: ${app.madeToken.token}`);
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      void app.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  const known = error instanceof ConfigurationError || error instanceof EventStoreError;
  console.error(known ? error.message : error);
  process.exit(1);
}
