import type { Say } from '#application/starting/language.js';
import type { Progress } from '../output/progress.js';
import type { LineProblem } from '../transport/evenkeel.js';

/** What became of a history's lines, gates and evaluations, counted. */
export interface ImportReport {
  readonly programId: string;
  /** Of the program: which day an instant falls on. */
  readonly timeZone: string;
  accepted: number;
  unchanged: number;
  rejected: number;
  warnings: number;
}

/** The same of an import that was only tried. */
export type TriedHistory = Readonly<Pick<ImportReport, 'accepted' | 'rejected' | 'warnings'>>;

export interface Reporting {
  readonly say: Say;
  readonly progress: Progress;
  /** Hears of every problem as it turns up. @param where what a person calls the line: "line 12" */
  problem(kind: 'rejected' | 'warning', where: string, problem: Omit<LineProblem, 'line'>): void;
}
