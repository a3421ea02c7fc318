import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { within } from '#async/within.js';

const POLL_MS = 100;

/** The api as a child process, which ends when this process asks it to. */
export class ApiProcess {
  readonly #child: ChildProcess;
  /** Resolves when the process has ended, with its exit code or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  #hasEnded = false;

  /** @param file the script that starts the api, run with the same Node options as this process */
  constructor(file: string, environment: Readonly<Record<string, string | undefined>>, args: readonly string[] = []) {
    this.#child = spawn(process.execPath, [...process.execArgv, file, ...args], {
      env: environment,
      // The api's log goes to stderr; stdout is for the overview.
      stdio: ['ignore', 2, 2],
    });
    this.ended = once(this.#child, 'exit').then(([code, signal]: unknown[]) => {
      this.#hasEnded = true;
      return (code as number | null) ?? (signal as NodeJS.Signals);
    });
  }

  /** Waits until the api is ready. @returns false if it ended before, or the time was up */
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
