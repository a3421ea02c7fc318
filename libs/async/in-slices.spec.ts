import { describe, expect, it } from '@jest/globals';
import { inSlices } from './in-slices.js';
import { TimeSlices } from './time-slices.js';

/** A clock that advances by a millisecond with each step. */
class Clock {
  time = 0;
  readonly slices = new TimeSlices(10, () => this.time);

  /** Runs `length` steps and notes each one; returns the name. */
  *steps(length: number, notes: string[], name = 'a'): Generator<undefined, string> {
    for (let n = 0; n < length; n++) {
      this.time++;
      notes.push(name);
      yield;
    }
    return name;
  }
}

/** Lets other code run as often as possible; returns the notes between those turns. */
function whileOthersRun(notes: string[]): () => string[] {
  let going = true;
  const others = (): void => void (going && (notes.push(' '), setImmediate(others)));
  setImmediate(others);
  return () => {
    going = false;
    return notes.join('').split(' ').filter(Boolean);
  };
}

describe('in slices', () => {
  it('comes what is short at once', () => {
    const clock = new Clock();
    for (const length of [0, 1, 9]) {
      clock.time += 100;
      expect(inSlices(clock.steps(length, []), new TimeSlices(10, () => clock.time))).toBe('a');
    }
  });

  it('comes what is long all the same, and others have their turn after each slice', async () => {
    const clock = new Clock();
    const notes: string[] = [];
    const runs = whileOthersRun(notes);
    expect(await inSlices(clock.steps(35, notes), clock.slices)).toBe('a');
    expect(runs().map((run) => run.length)).toEqual([11, 10, 10, 4]);
  });

  it('comes all that is asked for at once: no slice is longer for it, but for the first step of each, and nobody waits to the end of the others', async () => {
    const clock = new Clock();
    const notes: string[] = [];
    const runs = whileOthersRun(notes);
    const ended: string[] = [];
    const works = [30, 200, 5].map(async (length, n) => ended.push(await inSlices(clock.steps(length, notes, 'abc'[n]), clock.slices)));
    await Promise.all(works);
    expect(Math.max(...runs().map((run) => run.length))).toBe(3 + 10);
    expect(ended).toEqual(['c', 'a', 'b']);
  });

  it('comes what is one step at once, also where others wait', async () => {
    const clock = new Clock();
    const long = inSlices(clock.steps(25, []), clock.slices);
    expect(inSlices(clock.steps(0, [], 'b'), clock.slices)).toBe('b');
    expect(await long).toBe('a');
  });

  it('stops where a step throws', async () => {
    const clock = new Clock();
    const failing = (function* (): Generator<undefined, string> {
      yield* clock.steps(25, []);
      throw new Error('no balance');
    })();
    await expect(inSlices(failing, clock.slices)).rejects.toThrow('no balance');
    expect(await inSlices(clock.steps(25, []), clock.slices)).toBe('a');
  });
});
