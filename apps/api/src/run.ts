import { configurationFrom } from '#application/starting/configuration.js';
import { escapedOutput } from '#application/starting/escaped.js';
import { runProgram } from '#application/starting/run-program.js';
import { START_OPTIONS, startOptionsIn } from '#application/starting/start-options.js';
import { extname } from 'node:path';
import { createApp, type RunningApp } from './create-app.js';

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

await runProgram(
  'evenkeel api',
  async () => {
    const threads = {
      rebuild: new URL(import.meta.resolve('#projection-engine/rebuild/rebuild-thread.js')),
      graphiql: new URL(`./graphiql/page-thread${extname(import.meta.url)}`, import.meta.url),
    };
    const app = await createApp({ ...configurationFrom(process.env), ...startOptionsIn(process.argv.slice(2)) }, undefined, threads);
    introduce(app);
    return () => app.close();
  },
  START_OPTIONS,
);
