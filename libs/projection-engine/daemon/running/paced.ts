import type { ReadDatabase } from '../../database/read-database.js';

/**
 * What a long answer awaits before its next step, so that others get the thread; undefined: continue at once. Throws if nobody needs the
 * answer any more.
 */
export type Turn = () => Promise<void> | undefined;

/**
 * How many documents are read by one statement. The number shrinks as the last documents take longer (a large initiative takes ten
 * milliseconds to parse), but not below the least: each statement may be a round trip to another machine.
 */
const AT_ONCE = { least: 4, most: 32 };
const SHORT_MS = 5;
const LONG_MS = 10;

function nextAtOnce(atOnce: number, tookMs: number): number {
  if (tookMs < SHORT_MS) return Math.min(AT_ONCE.most, 2 * atOnce);
  return tookMs > LONG_MS ? Math.max(AT_ONCE.least, atOnce / 2) : atOnce;
}

/**
 * The same database, which awaits `turn` before each statement. Reading many documents takes several statements, which may see several
 * committed states.
 * @param now a monotonic clock in milliseconds
 */
export function paced(database: ReadDatabase, turn: Turn, now = (): number => performance.now()): ReadDatabase {
  const inTurn = async <T>(statement: () => Promise<T>): Promise<T> => {
    const wait = turn();
    if (wait) await wait;
    return statement();
  };
  return {
    select: (sql, parameters) => inTurn(() => database.select(sql, parameters)),
    documents: async <T>(projection: Parameters<ReadDatabase['documents']>[0], keys: readonly string[]) => {
      if (keys.length <= AT_ONCE.least) return inTurn(() => database.documents<T>(projection, keys));
      const found = new Map<string, T>();
      let atOnce = AT_ONCE.least;
      for (let from = 0; from < keys.length;) {
        const some = keys.slice(from, from + atOnce);
        await inTurn(async () => {
          const startedAt = now();
          for (const [key, document] of await database.documents<T>(projection, some)) found.set(key, document);
          atOnce = nextAtOnce(atOnce, now() - startedAt);
        });
        from += some.length;
      }
      return found;
    },
  };
}
