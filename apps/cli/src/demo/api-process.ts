import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { within } from '#async/within.js';

const POLL_MS = 100;

/** The api as a process of its own, which ends when this one asks it to. */
export class ApiProcess {
  readonly #child: ChildProcess;
  /** Resolves with how it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  #hasEnded = false;

  /** @param file what runs it, as this process was run */
  constructor(file: string, environment: Readonly<Record<string, string | undefined>>, args: readonly string[] = []) {
    this.#child = spawn(process.execPath, [...process.execArgv, file, ...args], {
      env: environment,
      // What it logs is about the work: to stderr. stdout is for the picture.
      stdio: ['ignore', 2, 2],
    });
    this.ended = once(this.#child, 'exit').then(([code, signal]: unknown[]) => {
      this.#hasEnded = true;
      return (code as number | null) ?? (signal as NodeJS.Signals);
    });
  }

  /** Whether it became ready before it ended or the time was up. */
  async ready(url: string, timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    while (!this.#hasEnded && Date.now() < until) {
      const isReady = await fetch(`${url}/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (isReady) return true;
      await within(POLL_MS, this.ended, () => undefined);
    }
    return false;
  }

  stop(): void {
    if (!this.#hasEnded) this.#child.kill('SIGTERM');
  }
}
