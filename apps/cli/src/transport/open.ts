import type { Terminal } from '../terminal.js';
import { openDataFolder, type Opening } from './data-folder.js';
import type { Evenkeel } from './evenkeel.js';
import { GraphqlClient } from './graphql-client.js';
import { OverGraphql } from './over-graphql.js';

/** Opens the api at EVENKEEL_URL; without that variable, the stores, in this process. */
async function openEvenkeel(terminal: Terminal, opening: Opening): Promise<Evenkeel> {
  const { environment, language } = terminal;
  const url = environment.EVENKEEL_URL?.trim();
  if (!url) return openDataFolder(terminal, opening);
  return new OverGraphql(new GraphqlClient({ url, token: environment.EVENKEEL_TOKEN?.trim() || undefined, language }));
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
