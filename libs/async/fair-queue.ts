import { setImmediate as nextTurn } from 'node:timers/promises';
import { CostQueue, NoTurn } from './cost-queue.js';
import { pause } from './pause.js';
import { unlessAborted } from './unless-aborted.js';

/** Pauses between two pieces of work, so that the process can do other things. @param tookMs how long the last piece took */
export type Rest = (tookMs: number) => Promise<void>;

/** A piece of work shorter than this, in milliseconds, needs no pause after it. */
const NOTICED_MS = 10;
const LONGEST_REST_MS = 200;

/** Pauses as long as the work took: everything else in the process gets half of the time. */
export const restAsLong: Rest = async (tookMs) => {
  if (tookMs >= NOTICED_MS) await pause(Math.min(tookMs, LONGEST_REST_MS));
};

/**
 * Runs one piece of work at a time, round-robin between callers. Between two pieces the event loop turns, so that everything else in the
 * process can run.
 */
export class FairQueue {
  readonly #pieces = new CostQueue<string>({ inAll: 1 });

  constructor(private readonly rest: Rest = restAsLong) {}

  /**
   * Runs the work when its turn comes, and settles as it does.
   * @param signal when aborted, the work is not started, or no longer awaited
   * @returns undefined if the signal was aborted first
   */
  run<T>(asker: string, work: () => T | Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
    const done = new Promise<T | undefined>((resolve, reject) => {
      const begin = async (): Promise<void> => {
        const startedAt = performance.now();
        await (async () => work())().then(resolve, reject);
        // Code that awaited this piece of work continues before the next piece begins.
        await nextTurn();
        await this.rest(performance.now() - startedAt);
      };
      this.#pieces.take(asker, { signal, begin }).catch((error: Error) => (error instanceof NoTurn ? resolve(undefined) : reject(error)));
    });
    return signal ? unlessAborted(done, signal) : done;
  }
}
