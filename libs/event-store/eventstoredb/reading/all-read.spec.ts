import { describe, expect, it } from '@jest/globals';
import { readAll } from './all-read.js';
import { OwnEvents } from './own-events.js';
import { at, scripted } from '../testing/scripted-wire.js';

/** Time limits so short that a second interruption exceeds them unless the read made progress after the first one. */
const deadlines = { callMs: 1, totalMs: 3, retries: { firstMs: 1, longestMs: 1 } };

const broken = new Error('Channel has been shut down');

async function numbersOf(limit: number | undefined, ...scripts: Parameters<typeof scripted>[1][]): Promise<[number[], unknown[]]> {
  const { connection, from } = scripted(deadlines, ...scripts.map((script): typeof script => ['confirmation', ...script]));
  const numbers: number[] = [];
  for await (const page of readAll(connection, new OwnEvents('ours_'), limit === undefined ? {} : { limit }))
    numbers.push(...page.map(({ revision }) => revision));
  expect(connection.held).toBe(0);
  return [numbers, from];
}

describe('a read of everything', () => {
  it('goes on after the last event, however often it breaks off and gets on', async () => {
    const breaks = Array.from({ length: 8 }, (_, n) => [n, broken]);
    const [numbers, from] = await numbersOf(undefined, ...breaks, [8, 'caughtUp', 9]);
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(from).toEqual(['start', ...numbers.slice(0, -1).map(at)]);
  });

  it('goes on where the server had come to in a long search, however often that breaks off', async () => {
    const breaks = Array.from({ length: 8 }, (_, n) => [{ checkpoint: 1_000 * (n + 1) }, broken]);
    const [numbers, from] = await numbersOf(undefined, ...breaks, [9_000, 'caughtUp']);
    expect(numbers).toEqual([9_000]);
    expect(from).toEqual(['start', ...breaks.map((_, n) => at(1_000 * (n + 1)))]);
  });

  it('is given up where it does not get on', async () => {
    const breaks = Array.from({ length: 20 }, () => [broken]);
    await expect(numbersOf(undefined, ...breaks)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
  });

  it('asks for nothing once the store is closed', async () => {
    const { connection, from } = scripted(deadlines, []);
    await connection.close(() => Promise.resolve());
    await expect(readAll(connection, new OwnEvents('ours_')).next()).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    expect(from).toEqual([]);
  });

  it('ends with the last event that was asked for, and waits for no more', async () => {
    expect(await numbersOf(2, [1, 2])).toEqual([[1, 2], ['start']]);
    expect(await numbersOf(2, [1, 2, 3])).toEqual([[1, 2], ['start']]);
    expect(await numbersOf(0)).toEqual([[], []]);
  });
});
