import type { Overview } from '../output/overview.js';

export interface LineProblem {
  /** The number of the line as it was sent. */
  readonly line: number;
  readonly code: string;
  /** The message in the language of the terminal. */
  readonly message: string;
}

export interface ImportAnswer {
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: readonly LineProblem[];
  readonly warnings: readonly LineProblem[];
  /** How many Sundays were evaluated because the history is complete; if it is not 0, more may be left. */
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
  /** How many events the projection has not passed. */
  readonly behind: number;
  readonly error: string | null;
  readonly failedAt: string | null;
}

/**
 * An installation as the commands see it: a running one, through GraphQL, or a data folder that this process opens itself. Refusals are
 * thrown as Failure with the refusal's message.
 */
export interface Evenkeel {
  importLines(lines: LinesToImport): Promise<ImportAnswer>;
  /** The time zone of a program; undefined: there is no such program. */
  timeZone(programId: string): Promise<string | undefined>;
  /** All programs, oldest charter first. */
  programs(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** The overview of a program as of today; undefined: there is no such program. */
  overview(programId: string): Promise<Overview | undefined>;
  setName(personId: string, name: string): Promise<void>;
  projections(): Promise<readonly ProjectionLine[]>;
  /** Rebuilds a projection; resolves when it is done. @param onProgress receives the events done and in total */
  rebuild(name: string, onProgress: (done: number, total: number) => void): Promise<void>;
  close(): Promise<void>;
}
