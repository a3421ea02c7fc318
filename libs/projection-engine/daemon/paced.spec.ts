import { describe, expect, it } from '@jest/globals';
import { paced } from './paced.js';
import type { ReadDatabase } from '../database/read-database.js';

const log: string[] = [];
const database: ReadDatabase = {
  select: (sql) => {
    log.push(sql);
    return Promise.resolve([]);
  },
  documents: <T>(_projection: unknown, keys: readonly string[]) => {
    log.push(`${keys.length} documents`);
    return Promise.resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, `the ${key}` as T])));
  },
};
const turn = (): Promise<void> => Promise.resolve().then(() => void log.push('turn'));

describe('a paced database', () => {
  it('waits for its turn before each statement, and reads many documents in several', async () => {
    const keys = ['none', ...Array.from({ length: 80 }, (_, n) => `k${n}`)];
    await paced(database, turn).select('select');
    const found = await paced(database, turn).documents('programs', keys);
    expect(log).toEqual(['turn', 'select', 'turn', '32 documents', 'turn', '32 documents', 'turn', '17 documents']);
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
