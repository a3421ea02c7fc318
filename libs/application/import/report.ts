import { isRefusal, type Refusal } from '#event-sourcing/commands/decider.js';

export interface LineProblem {
  readonly line: number;
  readonly code: string;
  /** The path of the member that the problem is about. */
  readonly field?: readonly string[];
  /** The value found there. */
  readonly given?: string;
}

export interface ImportedLines {
  /** How many lines stored something. */
  readonly accepted: number;
  /** How many lines said nothing new or were imported before. */
  readonly unchanged: number;
  /** In order of the line numbers. */
  readonly rejected: readonly LineProblem[];
  readonly warnings: readonly LineProblem[];
}

export type LineOutcome = 'accepted' | 'unchanged' | Refusal;

/** Collects the results of lines, which finish in any order. */
export class Report {
  private accepted = 0;
  private unchanged = 0;
  private readonly rejected: LineProblem[] = [];
  private readonly warnings: LineProblem[] = [];

  add(line: number, outcome: LineOutcome): void {
    if (isRefusal(outcome)) this.rejected.push(problem(line, outcome));
    else this[outcome]++;
  }

  warn(line: number, warnings: readonly Refusal[]): void {
    this.warnings.push(...warnings.map((warning) => problem(line, warning)));
  }

  sorted(): ImportedLines {
    const { accepted, unchanged, rejected, warnings } = this;
    return { accepted, unchanged, rejected: rejected.sort(byNumber), warnings: warnings.sort(byNumber) };
  }
}

const problem = (line: number, { refused, field, given }: Refusal): LineProblem => ({
  line,
  code: refused,
  ...(field ? { field } : {}),
  ...(given === undefined ? {} : { given }),
});

const byNumber = (a: LineProblem, b: LineProblem): number => a.line - b.line;
