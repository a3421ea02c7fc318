import type { Terminal } from '../terminal.js';
import { openDataFolder } from './data-folder.js';
import type { Evenkeel } from './evenkeel.js';
import { GraphqlClient } from './graphql-client.js';
import { OverGraphql } from './over-graphql.js';

/** The api that EVENKEEL_URL names; without one the data folder, which this process then holds until it closes it. */
async function openEvenkeel({ environment, language }: Terminal): Promise<Evenkeel> {
  const { EVENKEEL_URL: url, EVENKEEL_TOKEN: token } = environment;
  if (url === undefined || url === '') return openDataFolder(environment, language);
  return new OverGraphql(new GraphqlClient({ url, token, language }));
}

/** Opens, works, and closes whatever happens. */
export async function withEvenkeel<T>(terminal: Terminal, work: (evenkeel: Evenkeel) => Promise<T>): Promise<T> {
  const evenkeel = await openEvenkeel(terminal);
  try {
    return await work(evenkeel);
  } finally {
    await evenkeel.close();
  }
}
