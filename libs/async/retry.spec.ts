import { describe, expect, it } from '@jest/globals';
import { backoff, pauseAfter, retry } from './retry.js';

const policy = { firstMs: 20, longestMs: 100 };

describe('the pause before another try', () => {
  it('doubles up to a limit, however often the work has failed', () => {
    expect([1, 2, 3, 4, 5, 5_000].map((failures) => pauseAfter(failures, policy))).toEqual([20, 40, 80, 100, 100, 100]);
  });

  it('leaves the share that the policy names to chance', () => {
    const jittered = { ...policy, jitter: 0.5 };
    expect([0, 0.5, 1].map((random) => pauseAfter(2, jittered, () => random))).toEqual([20, 30, 40]);
  });

  it('ends at once when the signal is given', async () => {
    const stopping = new AbortController();
    const paused = backoff({ firstMs: 3_600_000, longestMs: 3_600_000 })(1, stopping.signal);
    stopping.abort();
    await paused;
  });
});

describe('work that fails', () => {
  const failing = (outcomes: readonly string[]) => {
    const stopping = new AbortController();
    const said: unknown[] = [];
    const left = [...outcomes];
    const work = async (progressed: () => void): Promise<string> => {
      const outcome = left.shift()!;
      if (outcome === 'progresses and fails') progressed();
      if (outcome === 'is stopped and fails') stopping.abort();
      if (outcome.endsWith('fails')) throw new Error(outcome);
      return outcome;
    };
    const wait = async (failures: number): Promise<void> => void said.push(failures);
    return { work, options: { backoff: wait, signal: stopping.signal }, said, left, stopping };
  };

  it('is done again after ever longer pauses until it succeeds', async () => {
    const { work, options, said } = failing(['fails', 'fails', 'done']);
    expect(await retry(work, options)).toBe('done');
    expect(said).toEqual([1, 2]);
  });

  it('begins with the first pause again when it got on meanwhile', async () => {
    const { work, options, said } = failing(['fails', 'fails', 'progresses and fails', 'fails', 'done']);
    await retry(work, options);
    expect(said).toEqual([1, 2, 1, 2]);
  });

  it('is not begun again once it was told to stop, and not at all where that was before', async () => {
    const { work, options, said, left } = failing(['is stopped and fails', 'done']);
    expect(await retry(work, options)).toBeUndefined();
    expect(await retry(work, options)).toBeUndefined();
    expect([said, left]).toEqual([[1], ['done']]);
  });

  it('is given up where whoever hears of its failures throws', async () => {
    const { work, options, said } = failing(['fails', 'fails', 'done']);
    const heard: unknown[] = [];
    const onFailure = (error: unknown): void => {
      heard.push((error as Error).message);
      if (heard.length === 2) throw error;
    };
    await expect(retry(work, { ...options, onFailure })).rejects.toThrow('fails');
    expect([heard, said]).toEqual([['fails', 'fails'], [1]]);
  });
});
