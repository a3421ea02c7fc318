import { describe, expect, it } from '@jest/globals';
import { RandomHistory } from './random-history.js';

describe('a random history', () => {
  // With the first seed two re-baselines of an initiative were proposed at one instant, and had one id: no decider permits that.
  it.each([809_939, 1, 2, 3])('proposes no re-baseline twice (seed %d)', (seed) => {
    const proposed = new RandomHistory(seed, 700).written.events
      .filter(({ type }) => type === 'RebaselineProposed')
      .map(({ data }) => (data as { rebaselineId: string }).rebaselineId);
    expect(proposed).toEqual([...new Set(proposed)]);
  });
});
