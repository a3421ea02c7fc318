/** How often each whole number occurs. */
export type Histogram = ReadonlyMap<number, number>;

export interface Distribution {
  readonly count: number;
  /** null, as the others, if nothing was counted. */
  readonly mean: number | null;
  /** The smallest value that at least half of all do not exceed. */
  readonly median: number | null;
  /** The smallest value that at least nine in ten do not exceed. */
  readonly p90: number | null;
}

/** Mean and percentiles (nearest rank, so each is a value that occurs) of a histogram. */
export function distributionOf(histogram: Histogram): Distribution {
  const values = [...histogram].sort(([a], [b]) => a - b);
  const count = values.reduce((sum, [, n]) => sum + n, 0);
  if (count === 0) return { count, mean: null, median: null, p90: null };
  const ranked = (tenths: number): number => {
    // In whole numbers: 0.9 * 10 is less than 9.
    let left = Math.ceil((count * tenths) / 10);
    return values.find(([, n]) => (left -= n) <= 0)![0];
  };
  return { count, mean: values.reduce((sum, [value, n]) => sum + value * n, 0) / count, median: ranked(5), p90: ranked(9) };
}
