import { describe, expect, it } from '@jest/globals';
import { paced } from './paced.js';
import type { ReadDatabase } from '../../database/read-database.js';

const log: string[] = [];
const database: ReadDatabase = {
  select: (sql) => {
    log.push(sql);
    return Promise.resolve([]);
  },
  documents: <T>(_projection: unknown, keys: readonly string[]) => {
    log.push(`${keys.length} documents`);
    time += keys.length * each;
    return Promise.resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, `the ${key}` as T])));
  },
};
/** How many milliseconds reading a document takes, by a clock that only this test moves. */
let each = 0;
let time = 0;
const now = (): number => time;
const turn = (): Promise<void> => Promise.resolve().then(() => void log.push('turn'));

describe('a paced database', () => {
  it.each([
    ['more and more at once where they are small', 0.1, [4, 8, 16, 32, 21]],
    ['few at once where they are large', 10, Array.from({ length: 21 }, (_, n) => (n < 20 ? 4 : 1))],
    ['as many as take some milliseconds', 0.5, [4, 8, 16, 16, 16, 16, 5]],
    ['no more where it took too long', 0.9, [4, 8, 8, 8, 8, 8, 8, 8, 8, 8, 5]],
  ])('waits for its turn before each statement, and reads documents in several: %s', async (_, took, statements) => {
    log.length = 0;
    each = took;
    const keys = ['none', ...Array.from({ length: 80 }, (_, n) => `k${n}`)];
    await paced(database, turn, now).select('select');
    const found = await paced(database, turn, now).documents('programs', keys);
    expect(log).toEqual(['turn', 'select', ...statements.flatMap((count) => ['turn', `${count} documents`])]);
    expect([...found]).toEqual(keys.slice(1).map((key) => [key, `the ${key}`]));
  });

  it('asks nothing where there is no use in going on', async () => {
    log.length = 0;
    const gone = (): never => {
      throw new Error('gone');
    };
    await expect(paced(database, gone).select('select')).rejects.toThrow('gone');
    await expect(paced(database, gone).documents('programs', ['k'])).rejects.toThrow('gone');
    expect(log).toEqual([]);
  });
});
