import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { heldBy } from '#testing/garbage.js';
import { pause } from './pause.js';

const LONG_MS = 1_000_000;

describe('a pause', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('lasts as long as it is told to, and leaves nothing on its signals', async () => {
    const signals = [new AbortController().signal, new AbortController().signal];
    const over = pause(LONG_MS, ...signals);
    await jest.advanceTimersByTimeAsync(LONG_MS - 1);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await over;
    expect(signals.map(heldBy)).toEqual([0, 0]);
  });

  it.each([0, 1])('ends when signal %i is given, or was before', async (nth) => {
    const stopping = [new AbortController(), new AbortController()];
    const signals = stopping.map(({ signal }) => signal);
    const over = pause(LONG_MS, ...signals);
    stopping[nth]!.abort();
    await over;
    await pause(LONG_MS, ...signals);
    expect(jest.getTimerCount()).toBe(0);
    expect(signals.map(heldBy)).toEqual([0, 0]);
  });
});
