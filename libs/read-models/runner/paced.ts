import type { ReadDatabase } from './read-database.js';

/** What work on an answer waits for before its next step; undefined: nothing. It may throw, where there is no use in going on. */
export type Turn = () => Promise<void> | undefined;

/** The same database, with a turn to wait for before each statement. */
export const paced = (database: ReadDatabase, turn: Turn): ReadDatabase => ({
  documents: async (projection, keys) => {
    const wait = turn();
    if (wait) await wait;
    return database.documents(projection, keys);
  },
  select: async (sql, parameters) => {
    const wait = turn();
    if (wait) await wait;
    return database.select(sql, parameters);
  },
});
