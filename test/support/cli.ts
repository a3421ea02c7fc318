import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BUILD } from './program.js';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The `evenkeel` program in a process of its own. */
export class Cli {
  readonly #child: ChildProcessWithoutNullStreams;
  #stdout = '';
  #stderr = '';

  /** @param environment the variables in addition to PATH: nothing else is inherited */
  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, [join(BUILD, 'dist/apps/cli/src/main.js'), ...args], {
      env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8', ...environment },
    });
    this.#child.stdin.end();
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** The output so far. */
  written(stream: 'stdout' | 'stderr'): string {
    return stream === 'stdout' ? this.#stdout : this.#stderr;
  }

  /** Resolves once the text has been written to that stream. @throws Error if the program ends without it */
  async says(stream: 'stdout' | 'stderr', text: string): Promise<void> {
    const ended = once(this.#child, 'close').then(() => 'ended' as const);
    while (!this.written(stream).includes(text)) {
      const what = await Promise.race([once(this.#child[stream], 'data').then(() => 'data' as const), ended]);
      if (what === 'ended' && !this.written(stream).includes(text))
        throw new Error(`ended without "${text}":\n${this.#stdout}${this.#stderr}`);
    }
  }

  async ended(): Promise<Ended> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'close');
    return { code: this.#child.exitCode, signal: this.#child.signalCode, stdout: this.#stdout, stderr: this.#stderr };
  }
}

/** Runs `evenkeel` to its end. */
export const evenkeel = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Cli(args, environment).ended();
