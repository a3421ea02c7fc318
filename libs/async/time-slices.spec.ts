import { describe, expect, it } from '@jest/globals';
import { TimeSlices } from './time-slices.js';

/** Workers whose steps take a millisecond of a test clock, and the notes of when other code ran. */
function underTest(sliceMs: number): {
  log: string[];
  work: (name: string, steps: number, worker?: object) => Promise<void>;
  others: () => () => void;
} {
  let now = 0;
  const slices = new TimeSlices(sliceMs, () => now);
  const log: string[] = [];
  return {
    log,
    work: async (name, steps, worker = {}) => {
      for (let n = 0; n < steps; n++) {
        const wait = slices.turn(worker);
        if (wait) await wait;
        log.push(name);
        now += 1;
      }
    },
    others: () => {
      let going = true;
      const turn = (): void => void (going && (log.push('|'), setImmediate(turn)));
      setImmediate(turn);
      return () => void (going = false);
    },
  };
}

describe('time slices', () => {
  it('give others their turn whenever one is used up', async () => {
    const { log, work, others } = underTest(3);
    const end = others();
    await work('a', 10);
    end();
    expect(log.join('')).toMatch(/^a{3}(\|+a{1,3}){3,}\|*$/);
  });

  it('do not delay what is done within one', async () => {
    const { log, work, others } = underTest(3);
    const end = others();
    await work('a', 3);
    end();
    expect(log).toEqual(['a', 'a', 'a']);
  });

  it('are shared by those who work side by side, in turns', async () => {
    const { log, work, others } = underTest(2);
    const end = others();
    const many = {};
    await Promise.all([work('a', 2), ...Array.from({ length: 3 }, () => work('b', 4, many)), work('c', 3)]);
    end();
    // A worker that asks for three steps at once is not three times as fast.
    expect(log.filter((name) => name !== '|').join('')).toBe('aabcbcbcbbbbbbbbb');
    expect(log.join('')).not.toMatch(/[abc]{4}/);
  });

  it('begin anew after a while in which nobody worked', async () => {
    const { log, work, others } = underTest(2);
    await work('a', 2);
    await new Promise((resolve) => setImmediate(resolve));
    const end = others();
    await work('b', 2);
    end();
    expect(log).toEqual(['a', 'a', 'b', 'b']);
  });
});
