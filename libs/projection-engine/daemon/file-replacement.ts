import { messageOf } from '../database/database-errors.js';

/** The operations on the live views that file replacement needs. */
export interface ReplacementSteps {
  /** Stops every projection with this reason. */
  stopAll(why: string): void;
  /** Interrupts the work on the damaged file. */
  interrupt(): void;
  /** Replaces the damaged file with an empty one and starts to fill it. */
  replace(error: unknown): Promise<void>;
  /** Whether every running projection has passed all delivered events. */
  isFilled(): boolean;
}

const REPLACED_AGAIN_MS = 60_000;

/**
 * Replaces a damaged views file and fills the new one from the events, whichever part of the program found the damage. At most once a
 * minute: on a failing disk every new file would be damaged, too, and copies would fill the disk.
 */
export class FileReplacement {
  #filling: PromiseWithResolver | undefined;
  #opening: Promise<void> | undefined;
  #replacedAt = -Infinity;

  constructor(private readonly steps: ReplacementSteps) {}

  /** Settles when the new file has caught up with the events or replacing has failed; undefined: no file is being filled. */
  get filled(): Promise<void> | undefined {
    return this.#filling?.promise;
  }

  /** Settles when the new file is open and being filled; undefined: no replacement is about to open one. */
  get opening(): Promise<void> | undefined {
    return this.#opening;
  }

  begin(error: unknown): void {
    if (this.#filling || performance.now() - this.#replacedAt < REPLACED_AGAIN_MS) return;
    this.#replacedAt = performance.now();
    this.#filling = promiseWithResolver();
    this.steps.stopAll(`the views file is damaged and is made anew: ${messageOf(error)}`);
    this.steps.interrupt();
    this.#opening = this.steps.replace(error).finally(() => (this.#opening = undefined));
    this.#opening.then(
      () => this.look(),
      (failure: unknown) => {
        this.steps.stopAll(`the views file cannot be made anew: ${messageOf(failure)}`);
        this.#filling?.reject(failure);
      },
    );
  }

  /** Call whenever a projection has moved. */
  look(): void {
    if (!this.#filling || this.#opening || !this.steps.isFilled()) return;
    const { resolve } = this.#filling;
    this.#filling = undefined;
    resolve();
  }
}

interface PromiseWithResolver {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Stands in for `Promise.withResolvers`, which Node 20 lacks. */
function promiseWithResolver(): PromiseWithResolver {
  let [resolve, reject]: [() => void, (error: unknown) => void] = [() => undefined, () => undefined];
  const promise = new Promise<void>((done, failed) => ([resolve, reject] = [done, failed]));
  // If nobody waits for the promise, its rejection must not count as unhandled.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
