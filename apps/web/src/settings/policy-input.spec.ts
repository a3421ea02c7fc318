import { describe, expect, it } from '@jest/globals';
import { policyInput } from './policy-input';

describe('the input of a drift policy', () => {
  it('has the bounds of each signal together, and the rest as it is', () => {
    expect(policyInput({ lambda: 0.4, 'behind.opensAt': 0.2, reason: 'calmer', 'behind.closesAt': 0.1, 'late.opensAt': 0.3 })).toEqual({
      lambda: 0.4,
      behind: { opensAt: 0.2, closesAt: 0.1 },
      late: { opensAt: 0.3 },
      reason: 'calmer',
    });
  });
});
