import type { Checkpoint } from '../checkpoints/checkpoints.js';
import type { Failure } from '../daemon/states/projection-state.js';
import type { RebuildProgress } from '../daemon/states/projection-status.js';
import type { RunRebuild } from './rebuild-worker.js';

type OnProgress = (progress: RebuildProgress) => void;

interface Job {
  readonly names: readonly string[];
  readonly result: Promise<Map<string, Failure>>;
  readonly listeners: Set<OnProgress>;
  progress: RebuildProgress;
  /** The new tables are live; only the thread has still to end. */
  switched: boolean;
}

/** The running rebuilds: a projection is in at most one of them, and a second request for it joins the first. */
export class Rebuilds {
  readonly #jobs = new Set<Job>();

  constructor(
    private readonly run: RunRebuild,
    private readonly onSwitched: (checkpoints: readonly Checkpoint[]) => void,
    private readonly signal: AbortSignal,
    /** What has the same group is built in one job; jobs run side by side, each in a thread. */
    private readonly groupOf: (name: string) => string,
  ) {}

  progress(name: string): RebuildProgress | undefined {
    const job = this.#job(name);
    return job?.switched ? undefined : job?.progress;
  }

  /** Rebuilds these projections. @returns the failures of all jobs that contain them @throws the error that ended a whole job */
  async request(names: readonly string[], onProgress?: OnProgress): Promise<Map<string, Failure>> {
    const running = names.flatMap((name) => this.#job(name) ?? []);
    const fresh = names.filter((name) => !this.#job(name));
    const groups = [...new Set(fresh.map(this.groupOf))].map((group) => fresh.filter((name) => this.groupOf(name) === group));
    const started = groups.map((group) => this.#start(group));
    const jobs = [...new Set([...running, ...started])];
    const report = (): void => onProgress?.(sumOf(jobs.map(({ progress }) => progress)));
    for (const job of jobs) job.listeners.add(report);
    const results = await Promise.all(jobs.map(({ result }) => result));
    return new Map(results.flatMap((failures) => [...failures]));
  }

  /** Resolves when every rebuild has ended, successfully or not. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#jobs].map(({ result }) => result));
  }

  #job(name: string): Job | undefined {
    return [...this.#jobs].find(({ names }) => names.includes(name));
  }

  #start(names: readonly string[]): Job {
    const listeners = new Set<OnProgress>();
    const onProgress = (progress: RebuildProgress): void => {
      job.progress = progress;
      for (const listener of listeners) listener(progress);
    };
    const onSwitched = (checkpoints: readonly Checkpoint[]): void => {
      job.switched = true;
      this.onSwitched(checkpoints);
    };
    const result = this.run(names, { onProgress, onSwitched, signal: this.signal }).finally(() => this.#jobs.delete(job));
    const job: Job = { names, result, listeners, progress: { done: 0, total: 0 }, switched: false };
    this.#jobs.add(job);
    return job;
  }
}

const sumOf = (all: readonly RebuildProgress[]): RebuildProgress => ({
  done: all.reduce((sum, { done }) => sum + done, 0),
  total: all.reduce((sum, { total }) => sum + total, 0),
});
