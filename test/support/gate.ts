import { join } from 'node:path';
import { setEnvironmentData } from 'node:worker_threads';

const support = (file: string): string => join(process.cwd(), 'test/support', file);

/** With these options of Node a thread runs this repository's TypeScript as it stands, and passes the gate before. */
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

/** Before the threads that this process starts from now on. Whoever waits at it does nothing else: the thread itself stands still. */
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

  /** Who comes, or waits, dies. */
  kill(): void {
    this.#set(DEADLY);
  }

  #set(state: number): void {
    Atomics.store(this.#state, 0, state);
    Atomics.notify(this.#state, 0);
  }
}
