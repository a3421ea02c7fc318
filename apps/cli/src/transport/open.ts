import { Failure } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { openDataFolder, type Opening } from './data-folder.js';
import type { Evenkeel } from './evenkeel.js';
import { GraphqlClient } from './graphql-client.js';
import { OverGraphql } from './over-graphql.js';

/** The api at EVENKEEL_URL; undefined: the variable is not set. */
function apiOf({ environment, language }: Terminal): GraphqlClient | undefined {
  const url = environment.EVENKEEL_URL?.trim();
  return url ? new GraphqlClient({ url, token: environment.EVENKEEL_TOKEN?.trim() || undefined, language }) : undefined;
}

/** Opens the api at EVENKEEL_URL; without that variable, the stores, in this process. */
async function openEvenkeel(terminal: Terminal, opening: Opening): Promise<Evenkeel> {
  const api = apiOf(terminal);
  return api ? new OverGraphql(api) : openDataFolder(terminal, opening);
}

/** The running api, for what only it can do. @throws Failure (wrong usage) without EVENKEEL_URL */
export function runningApi(terminal: Terminal): GraphqlClient {
  const api = apiOf(terminal);
  if (api) return api;
  throw new Failure(
    terminal.say(
      '此命令通过运行中的 api 工作：请设置 EVENKEEL_URL 和 EVENKEEL_TOKEN',
      'this works through an api that runs: set EVENKEEL_URL and EVENKEEL_TOKEN',
    ),
    2,
  );
}

/** Opens the installation, does the work, and closes it in any case. */
export async function withEvenkeel<T>(terminal: Terminal, work: (evenkeel: Evenkeel) => Promise<T>, opening: Opening = {}): Promise<T> {
  const evenkeel = await openEvenkeel(terminal, opening);
  try {
    return await work(evenkeel);
  } finally {
    await evenkeel.close();
  }
}
