import type { Overview } from '../output/overview.js';

export interface LineProblem {
  /** The number of the line as it was given. */
  readonly line: number;
  readonly code: string;
  /** In the language of the terminal. */
  readonly message: string;
}

export interface ImportAnswer {
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: readonly LineProblem[];
  readonly warnings: readonly LineProblem[];
  /** How many Sundays were evaluated because the history is complete; 100 or more may be left where it is not 0. */
  readonly evaluated: number;
}

export interface LinesToImport {
  readonly programId: string;
  readonly importedFrom: string;
  readonly firstLine: number;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly complete?: boolean;
}

export interface ProjectionLine {
  readonly name: string;
  readonly version: number;
  readonly state: string;
  readonly position: string | null;
  /** How many events it has not passed. */
  readonly behind: number;
  readonly error: string | null;
  readonly failedAt: string | null;
}

/**
 * An installation as the commands of this program see it: either one that runs, over GraphQL, or a data folder that
 * this process opens itself. What is refused is a Failure with the refusal's message.
 */
export interface Evenkeel {
  importLines(lines: LinesToImport): Promise<ImportAnswer>;
  /** The time zone of a program; undefined: there is no such program. */
  timeZone(programId: string): Promise<string | undefined>;
  /** All programs, oldest charter first. */
  programs(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** What the picture of a program shows, as of today; undefined: there is no such program. */
  overview(programId: string): Promise<Overview | undefined>;
  setName(personId: string, name: string): Promise<void>;
  projections(): Promise<readonly ProjectionLine[]>;
  /** Returns once it is rebuilt. @param onProgress events done and in all */
  rebuild(name: string, onProgress: (done: number, total: number) => void): Promise<void>;
  close(): Promise<void>;
}
