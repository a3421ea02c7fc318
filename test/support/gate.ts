import { join } from 'node:path';
import { setEnvironmentData } from 'node:worker_threads';

const support = (file: string): string => join(process.cwd(), 'test/support', file);

/** Node options with which a thread runs this repository's TypeScript without a build and passes the gate first. */
export const gatedThreads: readonly string[] = [
  '--conditions=source',
  '--import',
  support('typescript.mjs'),
  '--import',
  support('gated-worker.ts'),
];

const OPEN = 0;
const SHUT = 1;
const DEADLY = 2;

/** A gate for the threads that this process starts from now on. A thread that waits at the gate is blocked. */
export class Gate {
  readonly #state = new Int32Array(new SharedArrayBuffer(4));

  constructor() {
    setEnvironmentData('gate', this.#state.buffer);
  }

  shut(): void {
    this.#set(SHUT);
  }

  open(): void {
    this.#set(OPEN);
  }

  /** Kills every thread that waits at the gate or comes to it. */
  kill(): void {
    this.#set(DEADLY);
  }

  #set(state: number): void {
    Atomics.store(this.#state, 0, state);
    Atomics.notify(this.#state, 0);
  }
}
