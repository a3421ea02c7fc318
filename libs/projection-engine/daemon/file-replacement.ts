import { messageOf } from '../database/database-errors.js';

/** What is done to the views while their file is being replaced. */
export interface ReplacementSteps {
  /** Stops every projection, and says why. */
  stopAll(why: string): void;
  /** Ends what works on the damaged file. */
  interrupt(): void;
  /** Puts an empty file in the place of the damaged one and begins to fill it. */
  replace(error: unknown): Promise<void>;
  /** Whether every projection that runs has passed what was delivered. */
  isFilled(): boolean;
}

const REPLACED_AGAIN_MS = 60_000;

/**
 * Makes a damaged file of views anew from the events, whoever met the damage. Not twice within a minute: a disk that spoils what is written
 * would be filled with spoilt files.
 */
export class FileReplacement {
  #filling: PromiseWithResolver | undefined;
  #opening: Promise<void> | undefined;
  #replacedAt = -Infinity;

  constructor(private readonly steps: ReplacementSteps) {}

  /** Settles when the new file has got as far as the events reach, or cannot be had; undefined: none is being filled. */
  get filled(): Promise<void> | undefined {
    return this.#filling?.promise;
  }

  /** Settles when the new file is there, and is being filled; undefined: it is, or none is needed. */
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

  /** To be called whenever a projection has moved. */
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

/** `Promise.withResolvers` of later versions of Node. */
function promiseWithResolver(): PromiseWithResolver {
  let [resolve, reject]: [() => void, (error: unknown) => void] = [() => undefined, () => undefined];
  const promise = new Promise<void>((done, failed) => ([resolve, reject] = [done, failed]));
  // Nobody may be waiting.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
