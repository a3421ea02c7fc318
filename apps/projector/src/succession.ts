import { pause } from '#async/pause.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { ProjectorLock } from '#read-models/runner/projector-lock.js';
import { Reign, type ReignOptions } from './reign.js';

export interface SuccessionOptions extends ReignOptions {
  /** Called where a reign does not end: only the end of the process is certain then. */
  readonly onStuck: () => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** Why it is no longer the projector, where that is in order: the lock is still held. */
const TOLD = 'told to end';

/** Stands by until the lock is free, is the projector while it holds it, and begins again when it is lost. */
export class Succession {
  readonly #stopping = new AbortController();
  #reign: Reign | undefined;
  #trouble: string | undefined;
  #running: Promise<void> | undefined;

  constructor(private readonly options: SuccessionOptions) {}

  get active(): Reign | undefined {
    return this.#reign;
  }

  /** Why it gets no further; undefined: it is active or stands by. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        await this.#once();
        this.#trouble = undefined;
        pauseMs = FIRST_PAUSE_MS / 2;
      } catch (error) {
        this.#trouble = error instanceof Error ? error.message : String(error);
        this.options.log.warn({ err: error }, 'not active: a store cannot be used; trying again');
      }
      await pause(pauseMs, signal);
    }
  }

  async #once(): Promise<void> {
    const { signal } = this.#stopping;
    this.options.log.info('standing by');
    const lock = await ProjectorLock.wait(this.options.configuration.DATABASE_URL!, signal);
    if (!lock) return;
    try {
      this.#reign = await Reign.begin(this.options);
      this.#trouble = undefined;
      this.options.log.info('active');
      const over = Promise.race([lock.lost.then(() => 'the lock was lost'), this.#reign.over]);
      const why = (await unlessAborted(over, signal)) ?? TOLD;
      this.options.log.info({ why }, 'no longer active');
      if (!(await this.#reign.end(why === TOLD))) this.options.onStuck();
    } finally {
      this.#reign = undefined;
      await lock.release();
    }
  }
}
