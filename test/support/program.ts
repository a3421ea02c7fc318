import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The time limit of every wait in a test, in milliseconds. */
const DEADLINE_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Polls until there is a result. @throws Error when it takes too long */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  const until = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** The folder into which the programs are built before the tests. */
export const BUILD = join(process.cwd(), 'node_modules/.cache/evenkeel/build');

/** The api or the projector in a process of its own. */
export class Program {
  readonly #child: ChildProcess;
  #written = '';

  /**
   * @param environment the variables in addition to PATH: nothing else is inherited
   * @param from the build, or the sources without a build, whose start takes twice as long
   * @param args arguments for the program
   */
  constructor(
    private readonly app: 'api' | 'projector',
    environment: Readonly<Record<string, string>>,
    from: 'build' | 'sources' = 'build',
    args: readonly string[] = [],
  ) {
    const hooks = join(process.cwd(), 'test/support/typescript.mjs');
    const sources = ['--conditions=source', '--import', hooks, join(process.cwd(), `apps/${app}/src/main.ts`)];
    const built = [join(BUILD, `dist/apps/${app}/src/main.js`)];
    this.#child = spawn(process.execPath, [...(from === 'sources' ? sources : built), ...args], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const note = (text: Buffer): void => void (this.#written += text.toString());
    this.#child.stdout!.on('data', note);
    this.#child.stderr!.on('data', note);
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get written(): string {
    return this.#written;
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Waits until the output matches. */
  async says(what: RegExp, deadlineMs = DEADLINE_MS): Promise<RegExpExecArray> {
    const look = (): RegExpExecArray | undefined => {
      const found = what.exec(this.#written);
      if (!found && this.ended) throw new Error(`the ${this.app} ended without ${String(what)}:\n${this.#written}`);
      return found ?? undefined;
    };
    return eventually(`the ${this.app} says ${String(what)}`, look, deadlineMs);
  }

  /** Sends a signal and waits for the end. @returns the exit code; null: the signal ended the process */
  async kill(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.ended) {
      const exit = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exit;
    }
    return this.#child.exitCode;
  }
}
