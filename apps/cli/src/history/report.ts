import type { Say } from '#application/starting/language.js';
import type { Progress } from '../output/progress.js';
import type { LineProblem } from '../transport/evenkeel.js';

/** The numbers of imported, refused and other lines, gates and evaluations. */
export interface ImportReport {
  readonly programId: string;
  /** The time zone of the program, which decides the day of an instant. */
  readonly timeZone: string;
  accepted: number;
  unchanged: number;
  rejected: number;
  warnings: number;
}

/** The numbers of a trial import. */
export type TriedHistory = Readonly<Pick<ImportReport, 'accepted' | 'rejected' | 'warnings'>>;

export interface Reporting {
  readonly say: Say;
  readonly progress: Progress;
  /** Called for every problem. @param where the line's name in messages: "line 12" */
  problem(kind: 'rejected' | 'warning', where: string, problem: Omit<LineProblem, 'line'>): void;
}
