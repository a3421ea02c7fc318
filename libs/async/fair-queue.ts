import { setImmediate as nextTurn } from 'node:timers/promises';
import { CostQueue, NoTurn } from './cost-queue.js';
import { pause } from './pause.js';
import { unlessAborted } from './unless-aborted.js';

/** Waits between two pieces of work, so that the process does other things. @param tookMs how long the piece before took */
export type Rest = (tookMs: number) => Promise<void>;

/** Below this nobody notices a piece of work; the time that it took is not rested. */
const NOTICED_MS = 10;
const LONGEST_REST_MS = 200;

/** Rests as long as the work took: whatever else the process has to do gets half of its time. */
export const restAsLong: Rest = async (tookMs) => {
  if (tookMs >= NOTICED_MS) await pause(Math.min(tookMs, LONGEST_REST_MS));
};

/**
 * Does one piece of work at a time, round-robin between those who ask for it. Between two pieces the event loop turns, and everything else
 * of the process has its time.
 */
export class FairQueue {
  readonly #pieces = new CostQueue<string>({ inAll: 1 });

  constructor(private readonly rest: Rest = restAsLong) {}

  /**
   * Settles as the work does, which begins when its turn comes.
   * @param signal given up: the work is not begun, or not waited for
   * @returns undefined where the signal was aborted first
   */
  run<T>(asker: string, work: () => T | Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
    const done = new Promise<T | undefined>((resolve, reject) => {
      const begin = async (): Promise<void> => {
        const startedAt = performance.now();
        await (async () => work())().then(resolve, reject);
        // Whoever waited for the piece goes on within its turn.
        await nextTurn();
        await this.rest(performance.now() - startedAt);
      };
      this.#pieces.take(asker, { signal, begin }).catch((error: Error) => (error instanceof NoTurn ? resolve(undefined) : reject(error)));
    });
    return signal ? unlessAborted(done, signal) : done;
  }
}
