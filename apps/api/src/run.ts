import { type Configuration, configurationFrom } from '#application/starting/configuration.js';
import { escapedOutput } from '#application/starting/escaped.js';
import { languageOf, sayIn } from '#application/starting/language.js';
import { expectListenable } from '#application/starting/listening.js';
import { runProgram } from '#application/starting/run-program.js';
import { clusterAt } from '#event-store/eventstoredb/client/cluster.js';
import { expectOpenable } from '#event-store/embedded/opening/opening.js';
import { START_OPTIONS, startOptionsIn } from '#application/starting/start-options.js';
import { extname } from 'node:path';
import type { RunningApp } from './create-app.js';
import { introduction } from './introduction.js';

/** Prints lines for the person who starts the api; later events go to the log. */
function introduce(app: RunningApp): void {
  const reader = { isTerminal: process.stdout.isTTY, isProduction: process.env['NODE_ENV'] === 'production' };
  for (const line of introduction(app, reader, sayIn(languageOf(process.env)))) console.log(escapedOutput(line));
}

/** Finds the most frequent problems of a start before the api is loaded, which takes ten times as long. */
async function expectStart(configuration: Configuration): Promise<void> {
  const { HOST, PORT, EVENKEEL_DATA, EVENTSTORE_URL, EVENTSTORE_PREFIX, DATABASE_URL, ACCEPT_LOSS } = configuration;
  await expectListenable(HOST, PORT);
  if (EVENTSTORE_URL === undefined) expectOpenable(EVENKEEL_DATA, { acceptLoss: ACCEPT_LOSS === 'yes' });
  else clusterAt(EVENTSTORE_URL, EVENTSTORE_PREFIX);
  if (DATABASE_URL !== undefined) await (await import('#identity/vault/expect-answering.js')).expectAnswering(DATABASE_URL);
}

await runProgram(
  'evenkeel api',
  async () => {
    const threads = {
      rebuild: new URL(import.meta.resolve('#projection-engine/rebuild/rebuild-thread.js')),
      graphiql: new URL(`./graphiql/page-thread${extname(import.meta.url)}`, import.meta.url),
    };
    const configuration = { ...configurationFrom(process.env), ...startOptionsIn(process.argv.slice(2)) };
    await expectStart(configuration);
    const { createApp } = await import('./create-app.js');
    const app = await createApp(configuration, undefined, threads, new URL('../../../web/', import.meta.url));
    introduce(app);
    return () => app.close();
  },
  START_OPTIONS,
);
