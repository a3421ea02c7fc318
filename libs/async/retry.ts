import { pause as defaultPause, type Pause } from './pause.js';

/** The pauses before retries, in milliseconds. */
export interface RetryPolicy {
  readonly firstMs: number;
  /** Each pause is twice as long as the one before, up to this. */
  readonly longestMs: number;
  /** The random share of a pause, 0 to 1, so that callers that failed together do not retry together. Default: 0. */
  readonly jitter?: number;
}

/** The pause after a number of consecutive failures, in milliseconds. @param failures from 1 on @param random returns 0 to 1 */
export const pauseAfter = (failures: number, { firstMs, longestMs, jitter = 0 }: RetryPolicy, random: () => number = Math.random): number =>
  Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (1 - jitter + jitter * random());

/** Waits after a number of consecutive failures, or until the signal is aborted. */
export type Backoff = (failures: number, signal: AbortSignal) => Promise<void>;

export const backoff =
  (policy: RetryPolicy, pause: Pause = defaultPause): Backoff =>
  (failures, signal) =>
    pause(pauseAfter(failures, policy), signal);

export interface RetryOptions {
  readonly backoff: Backoff;
  readonly signal: AbortSignal;
  /** Called with every failure before the pause. If it throws, there is no further attempt. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Repeats the work with back-off until it succeeds. `docs/decisions/2026-11-28-one-retry-policy.md` says why this is not p-retry.
 * @param work calls `progressed` when it has made progress: its next failure counts as the first
 * @returns undefined when the signal is aborted: then no attempt is started
 * @throws what `onFailure` throws
 */
export async function retry<T>(
  work: (progressed: () => void) => Promise<T>,
  { backoff: wait, signal, onFailure }: RetryOptions,
): Promise<T | undefined> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      return await work(() => (failures = 0));
    } catch (error) {
      onFailure?.(error);
      await wait(++failures, signal);
    }
  }
  return undefined;
}
