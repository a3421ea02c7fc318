import { pause } from '#async/pause.js';
import { backoff, retry } from '#async/retry.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { ProjectorLock } from '#projection-engine/coordination/projector-lock.js';
import { ActiveProjector, type ActiveProjectorOptions } from './active-projector.js';

export interface LeaderElectionOptions extends ActiveProjectorOptions {
  /** Called when the work as active projector cannot be ended in time: the process must then exit. */
  readonly onStuck: () => void;
}

const retryPolicy = { firstMs: 500, longestMs: 5_000 };
/** The pause between the end of the work as active projector and the next wait for the lock. */
const BETWEEN_TERMS_MS = 250;

/** Waits as a standby until the lock is free, is the active projector while it holds the lock, and starts again when the lock is lost. */
export class LeaderElection {
  readonly #stopping = new AbortController();
  #active: ActiveProjector | undefined;
  #trouble: string | undefined;
  #running: Promise<void> | undefined;

  constructor(private readonly options: LeaderElectionOptions) {}

  get active(): ActiveProjector | undefined {
    return this.#active;
  }

  /** Why the election makes no progress; undefined: this process is active or stands by. */
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
    const onFailure = (error: unknown): void => {
      this.#trouble = error instanceof Error ? error.message : String(error);
      this.options.log.warn({ err: error }, 'not active: a store cannot be used; retrying');
    };
    while (!signal.aborted) {
      await retry(() => this.#once(), { backoff: backoff(retryPolicy), signal, onFailure });
      this.#trouble = undefined;
      await pause(BETWEEN_TERMS_MS, signal);
    }
  }

  async #once(): Promise<void> {
    const { signal } = this.#stopping;
    this.options.log.info('standing by');
    const lock = await ProjectorLock.wait(this.options.configuration.DATABASE_URL!, signal);
    if (!lock) return;
    try {
      this.#active = await ActiveProjector.begin(this.options);
      this.#trouble = undefined;
      this.options.log.info('active');
      const over = Promise.race([lock.lost.then(() => 'the lock was lost'), this.#active.over]);
      const why = await unlessAborted(over, signal);
      // An orderly shutdown: the process still holds the lock and may finish the current batch.
      const isTold = why === undefined;
      this.options.log.info({ why: why ?? 'told to end' }, 'no longer active');
      if (!(await this.#active.end(isTold))) this.options.onStuck();
    } finally {
      this.#active = undefined;
      await lock.release();
    }
  }
}
