import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { escapedOutput } from './escaped.js';
import { languageOf, sayIn } from './language.js';
import { StartProblem } from './start-problem.js';
import { programVersion } from './version.js';

/**
 * Runs a program without arguments, except `--version` and some options, until SIGTERM or SIGINT. Exit codes: 0 ended by a signal · 1
 * failed to start or to end cleanly · 2 wrong usage. @param start resolves with a function that ends the program @param options the options
 * that it accepts
 */
export async function runProgram(name: string, start: () => Promise<() => Promise<void>>, options: readonly string[] = []): Promise<void> {
  const [argument, ...more] = process.argv.slice(2);
  if (argument === '--version' && more.length === 0) return void process.stdout.write(`${name} ${programVersion()}\n`);
  if (!process.argv.slice(2).every((given) => options.includes(given))) {
    tell(
      `${name} takes no argument but ${['--version', ...options].join(', ')}; variables such as PORT and EVENKEEL_DATA configure it: see docs/using.md.`,
    );
    return process.exit(2);
  }
  try {
    endOnSignals(await start());
  } catch (error) {
    tell(whyNotStarted(error));
    process.exit(1);
  }
}

const tell = (line: string): void => void process.stderr.write(`${escapedOutput(line)}\n`);

const withStack = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** A stack trace helps only for an unexpected error. */
function whyNotStarted(error: unknown): string {
  const say = sayIn(languageOf(process.env));
  if (error instanceof StartProblem) return say(error.zh, error.message);
  return error instanceof EventStoreError ? `${say(error.zh ?? error.message, error.message)} (${error.code})` : withStack(error);
}

function endOnSignals(end: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void end().then(
        () => process.exit(0),
        (error: unknown) => {
          tell(withStack(error));
          process.exit(1);
        },
      );
    });
}
