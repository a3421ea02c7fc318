import { describe, expect, it } from '@jest/globals';
import { CommandIndex } from './command-index.js';
import { uuidFrom } from '../uuid.js';

const idOf = (n: number): string => uuidFrom('command', n);

describe('the index of commands', () => {
  it('finds every command where it began, and of others hardly any', () => {
    const index = new CommandIndex();
    const ids = Array.from({ length: 20_000 }, (_, n) => idOf(n));
    ids.forEach((id, n) => index.add(id, 3 * n));
    expect(index.size).toBe(ids.length);
    expect(ids.filter((id, n) => !index.find(id).includes(3 * n))).toEqual([]);
    // Among 6 x 10^8 pairs of ids, every seventh run has two ids with the same 32 bits.
    const guesses = ids.flatMap((id) => index.find(id)).length - ids.length;
    const others = ids.flatMap((_, n) => index.find(idOf(-1 - n))).length;
    expect(guesses + others).toBeLessThan(10);
  });

  it('keeps a command once, however often it is added', () => {
    const index = new CommandIndex();
    for (let time = 0; time < 100; time++) index.add(idOf(0), 7);
    expect(index.size).toBe(1);
    expect(index.find(idOf(0))).toEqual([7]);
  });

  it('knows nothing at first', () => {
    expect(new CommandIndex().find(idOf(0))).toEqual([]);
  });
});
