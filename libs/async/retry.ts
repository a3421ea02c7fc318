import { pause as defaultPause, type Pause } from './pause.js';

/** How long to wait before each further try, in milliseconds. */
export interface RetryPolicy {
  readonly firstMs: number;
  /** Each pause is twice as long as the one before it, up to this. */
  readonly longestMs: number;
  /** The share of a pause that is left to chance, 0 to 1, so that those who failed together do not come back together. Left out: 0. */
  readonly jitter?: number;
}

/** Gives how long to wait after so many failures in a row, in milliseconds. @param failures from 1 on @param random gives 0 to 1 */
export const pauseAfter = (failures: number, { firstMs, longestMs, jitter = 0 }: RetryPolicy, random: () => number = Math.random): number =>
  Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (1 - jitter + jitter * random());

/** Waits after so many failures in a row, or until the signal is given. */
export type Backoff = (failures: number, signal: AbortSignal) => Promise<void>;

export const backoff =
  (policy: RetryPolicy, pause: Pause = defaultPause): Backoff =>
  (failures, signal) =>
    pause(pauseAfter(failures, policy), signal);

export interface RetryOptions {
  readonly backoff: Backoff;
  readonly signal: AbortSignal;
  /** Hears of every failure before the pause. Whatever it throws ends the tries. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Does the work again and again until it succeeds, with ever longer pauses. `docs/decisions/2026-11-28-one-retry-policy.md` says why this is
 * not p-retry.
 * @param work calls `progressed` when it got on: its next failure counts as the first
 * @returns undefined when the signal is given: no try is begun after that
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
