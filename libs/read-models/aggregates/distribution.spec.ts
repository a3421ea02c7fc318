import { describe, expect, it } from '@jest/globals';
import { distributionOf } from './distribution.js';

const of = (...values: number[]): unknown => {
  const histogram = new Map<number, number>();
  for (const value of values) histogram.set(value, (histogram.get(value) ?? 0) + 1);
  return distributionOf(histogram);
};

describe('a distribution', () => {
  it('has the mean, and the smallest values that half and nine in ten do not exceed', () => {
    expect(of(5)).toEqual({ count: 1, mean: 5, median: 5, p90: 5 });
    expect(of(4, -2)).toEqual({ count: 2, mean: 1, median: -2, p90: 4 });
    expect(of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)).toEqual({ count: 10, mean: 5.5, median: 5, p90: 9 });
    expect(of(0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 31)).toEqual({ count: 11, mean: 61 / 11, median: 0, p90: 30 });
  });

  it('is empty without values', () => {
    expect(of()).toEqual({ count: 0, mean: null, median: null, p90: null });
  });
});
