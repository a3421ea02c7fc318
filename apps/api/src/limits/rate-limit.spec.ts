import { describe, expect, it } from '@jest/globals';
import { RateLimit } from './rate-limit.js';

const limitAt = (clock: { now: number }, most: number): RateLimit => new RateLimit(most, () => clock.now);

describe('the rate limit', () => {
  it('allows as many as it says in a minute, to each', () => {
    const clock = { now: 1_000 };
    const limit = limitAt(clock, 2);
    expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([0, 0, 60, 0]);
    clock.now += 59_001;
    expect([limit.take('a'), limit.take('b'), limit.take('b')]).toEqual([1, 0, 1]);
  });

  it('begins anew with the next minute, and where the clock was set back', () => {
    const clock = { now: 100_000 };
    const limit = limitAt(clock, 1);
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 60]);
    clock.now += 60_000;
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 60]);
    clock.now -= 90_000;
    expect(limit.take('a')).toBe(0);
  });

  it('of 0 is none', () => {
    const limit = limitAt({ now: 0 }, 0);
    for (let n = 0; n < 1_000; n++) expect(limit.take('a')).toBe(0);
  });
});
