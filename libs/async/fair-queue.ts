import { setImmediate as nextTurn } from 'node:timers/promises';
import { pause } from './pause.js';

/** Waits between two pieces of work, so that the process does other things. @param tookMs how long the piece before took */
export type Rest = (tookMs: number) => Promise<void>;

/** Below this nobody notices a piece of work; the time that it took is not rested. */
const NOTICED_MS = 10;
const LONGEST_REST_MS = 200;

/** Rests as long as the work took: whatever else the process has to do gets half of its time. */
export const restAsLong: Rest = async (tookMs) => {
  if (tookMs >= NOTICED_MS) await pause(Math.min(tookMs, LONGEST_REST_MS));
};

type Piece = () => Promise<void>;

/**
 * Does one piece of work at a time, round-robin between those who ask for it: whoever asks for much waits, and others do not wait for
 * it. Between two pieces the event loop turns.
 */
export class FairQueue {
  /** The work that waits, by who asked for it, in the order of their turns. */
  readonly #lines = new Map<string, Set<Piece>>();
  #works = false;

  constructor(private readonly rest: Rest = restAsLong) {}

  /**
   * Settles as the work does, which begins when its turn comes.
   * @param signal given up: the work is not begun, or not waited for
   * @returns undefined where the signal was aborted first
   */
  run<T>(asker: string, work: () => T | Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return resolve(undefined);
      const giveUp = (): void => {
        this.#leave(asker, piece);
        resolve(undefined);
      };
      const piece = (): Promise<void> =>
        (async () => work())()
          .then(resolve, reject)
          .finally(() => signal?.removeEventListener('abort', giveUp));
      signal?.addEventListener('abort', giveUp, { once: true });
      const line = this.#lines.get(asker) ?? new Set();
      this.#lines.set(asker, line.add(piece));
      if (!this.#works) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#works = true;
    for (let piece = this.#next(); piece !== undefined; piece = this.#next()) {
      const startedAt = performance.now();
      await piece();
      // Whoever waited for the piece goes on within its turn.
      await nextTurn();
      await this.rest(performance.now() - startedAt);
    }
    this.#works = false;
  }

  #next(): Piece | undefined {
    for (const [asker, line] of this.#lines)
      for (const piece of line) {
        this.#leave(asker, piece);
        // Behind all others.
        if (this.#lines.delete(asker)) this.#lines.set(asker, line);
        return piece;
      }
    return undefined;
  }

  #leave(asker: string, piece: Piece): void {
    const line = this.#lines.get(asker);
    if (line?.delete(piece) && line.size === 0) this.#lines.delete(asker);
  }
}
