import type { RetryPolicy } from '#async/retry.js';

/** How long to wait for what. All in milliseconds. */
export interface Deadlines {
  /** For the answer to one call, or for the next message of a read. */
  readonly callMs: number;
  /** For all tries of an append or a read together, since it last got on. */
  readonly totalMs: number;
  /** Between two tries. */
  readonly retries: RetryPolicy;
}

/** Whoever waits for a command holds a phone; a cluster has a new leader within a few seconds. */
export const deadlines: Deadlines = { callMs: 3_000, totalMs: 8_000, retries: { firstMs: 50, longestMs: 2_000, jitter: 0.5 } };
