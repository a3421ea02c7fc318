import type { ReadDatabase } from '#projection-engine/database/read-database.js';

/** What work on an answer waits for before its next step; undefined: nothing. It may throw, where there is no use in going on. */
export type Turn = () => Promise<void> | undefined;

/** Documents that are read in one go: that of a large initiative takes a millisecond to parse. */
const AT_ONCE = 32;

/** The same database, with a turn to wait for before each statement. Many documents are several statements, which may see several states. */
export function paced(database: ReadDatabase, turn: Turn): ReadDatabase {
  const inTurn = async <T>(statement: () => Promise<T>): Promise<T> => {
    const wait = turn();
    if (wait) await wait;
    return statement();
  };
  return {
    select: (sql, parameters) => inTurn(() => database.select(sql, parameters)),
    documents: async <T>(projection: Parameters<ReadDatabase['documents']>[0], keys: readonly string[]) => {
      if (keys.length <= AT_ONCE) return inTurn(() => database.documents<T>(projection, keys));
      const found = new Map<string, T>();
      for (let from = 0; from < keys.length; from += AT_ONCE) {
        const some = await inTurn(() => database.documents<T>(projection, keys.slice(from, from + AT_ONCE)));
        for (const [key, document] of some) found.set(key, document);
      }
      return found;
    },
  };
}
