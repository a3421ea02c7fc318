import { type Configuration, configurationFrom } from '#application/starting/configuration.js';
import { escapedOutput } from '#application/starting/escaped.js';
import { expectListenable } from '#application/starting/listening.js';
import { runProgram } from '#application/starting/run-program.js';
import { expectOpenable } from '#event-store/embedded/opening.js';
import { START_OPTIONS, startOptionsIn } from '#application/starting/start-options.js';
import { extname } from 'node:path';
import type { RunningApp } from './create-app.js';

/** Whoever starts it reads these lines; what happens afterwards is in the log. */
const say = (line: string): void => console.log(escapedOutput(line));

/** A token is shown to a person alone: what a container writes is kept by others. */
function introduce({ url, madeToken }: RunningApp): void {
  say(`Evenkeel listens at ${url}/graphql`);
  if (process.env['NODE_ENV'] !== 'production') say(`GraphiQL: ${url}/graphiql`);
  if (!madeToken) return;
  if (process.stdout.isTTY) say(`Administrator's token, shown this once and kept in ${madeToken.file}: ${madeToken.token}`);
  else say(`Administrator's token: in ${madeToken.file}`);
}

/** What most starts fail of is found before the api is loaded, which takes ten times as long. */
async function expectStart({ HOST, PORT, EVENKEEL_DATA, EVENTSTORE_URL, ACCEPT_LOSS }: Configuration): Promise<void> {
  await expectListenable(HOST, PORT);
  if (EVENTSTORE_URL === undefined) expectOpenable(EVENKEEL_DATA, { acceptLoss: ACCEPT_LOSS === 'yes' });
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
    const app = await createApp(configuration, undefined, threads);
    introduce(app);
    return () => app.close();
  },
  START_OPTIONS,
);
