import type { RetryPolicy } from '#async/retry.js';

/** Time limits, all in milliseconds. */
export interface Deadlines {
  /** For the answer to one call, or for the next message of a read. */
  readonly callMs: number;
  /** For all attempts at an append or a read together, since it last made progress. */
  readonly totalMs: number;
  /** The pauses between attempts. */
  readonly retries: RetryPolicy;
}

/** A person waits for the result of a command, often at a phone; a cluster elects a new leader within a few seconds. */
export const deadlines: Deadlines = { callMs: 3_000, totalMs: 8_000, retries: { firstMs: 50, longestMs: 2_000, jitter: 0.5 } };
