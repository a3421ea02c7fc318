import type { StartOptions } from '#application/starting/start-options.js';
import { type Language, languageOf, type Say, sayIn } from '#application/starting/language.js';
import { escapedOutput } from '#application/starting/escaped.js';
import { type Progress, progressOn } from './output/progress.js';

/** Where this program was installed. */
export interface Installation {
  readonly folder: string;
  /** The file that runs the api. */
  readonly api: string;
}

/** Where a command writes and what it reads its settings from; given from outside, so that a test can look. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly installation: Installation;
  readonly language: Language;
  /** Options of opening the stores, which every command takes. */
  readonly said?: StartOptions;
  readonly say: Say;
  /** To people who wait: stderr. */
  readonly progress: Progress;
  /** A line of the result: stdout. */
  print(line: string): void;
  /** A line about the work: stderr. */
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
