import type { StartOptions } from '#application/starting/start-options.js';
import { languageOf, type Say, sayIn } from '#application/starting/language.js';
import type { Language } from '#domain/language.js';
import { escapedOutput } from '#application/starting/escaped.js';
import { type Progress, progressOn } from './output/progress.js';

/** Where this program was installed. */
export interface Installation {
  readonly folder: string;
  /** The file that starts the api. */
  readonly api: string;
}

/** Where a command writes, and where its settings come from; passed in, so that tests can replace it. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly installation: Installation;
  readonly language: Language;
  /** Options for opening the stores, which every command accepts. */
  readonly said?: StartOptions;
  readonly say: Say;
  /** Progress for people who wait: stderr. */
  readonly progress: Progress;
  /** Prints a line of the result to stdout. */
  print(line: string): void;
  /** Prints a line about the work to stderr. */
  note(line: string): void;
}

export function terminalOf(process: Pick<NodeJS.Process, 'env' | 'stdout' | 'stderr'>, installation: Installation): Terminal {
  const language = languageOf(process.env);
  return {
    environment: process.env,
    installation,
    language,
    say: sayIn(language),
    progress: progressOn(process.stderr),
    print: (line) => void process.stdout.write(`${escapedOutput(line)}\n`),
    note: (line) => void process.stderr.write(`${escapedOutput(line)}\n`),
  };
}
