import { describe, expect, it } from '@jest/globals';
import { inSlices } from './in-slices.js';

/** Numbers, with a note of when each is worked out. */
function* noted(length: number, notes: string[], name = ''): Generator<number, void> {
  for (let n = 0; n < length; n++) {
    notes.push(`${name}${n}`);
    yield n;
  }
}

const numbers = (length: number): number[] => Array.from({ length }, (_, n) => n);

/** Lets others have every turn that they can; gives how much was worked out between those turns. */
function whileOthersRun(notes: string[]): () => number[] {
  let going = true;
  const others = (): void => void (going && (notes.push('other'), setImmediate(others)));
  setImmediate(others);
  return () => {
    going = false;
    const runs = notes.join(' ').split('other');
    return runs.map((run) => run.split(' ').filter(Boolean).length).filter(Boolean);
  };
}

describe('in slices', () => {
  it('come few at once', () => {
    for (const length of [0, 1, 64]) expect(inSlices(noted(length, []), length)).toEqual(numbers(length));
  });

  it('come many all the same, and others have their turn before each slice', async () => {
    const notes: string[] = [];
    const runs = whileOthersRun(notes);
    expect(await inSlices(noted(200, notes), 200)).toEqual(numbers(200));
    expect(runs()).toEqual([64, 64, 64, 8]);
  });

  it('of many lists come one slice at a time: of none a second one before another had its first', async () => {
    const notes: string[] = [];
    const runs = whileOthersRun(notes);
    const lists = ['a', 'b', 'c'].map(async (name) => inSlices(noted(192, notes, name), 192));
    expect(await Promise.all(lists)).toEqual([numbers(192), numbers(192), numbers(192)]);
    const order = notes.filter((note) => /^[abc](0|64|128)$/.test(note));
    expect(order).toEqual(['a0', 'b0', 'c0', 'a64', 'b64', 'c64', 'a128', 'b128', 'c128']);
    expect(runs()).toEqual([3 * 64, 64, 64, 64, 64, 64, 64]);
  });

  it('stop where one throws', async () => {
    const failing = (function* (): Generator<number, void> {
      yield* numbers(100);
      throw new Error('no balance');
    })();
    await expect(inSlices(failing, 200)).rejects.toThrow('no balance');
    expect(await inSlices(noted(65, []), 65)).toHaveLength(65);
  });
});
