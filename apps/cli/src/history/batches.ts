import type { Evenkeel, LineProblem } from '../transport/evenkeel.js';
import type { ImportLine } from './program-lines.js';
import type { ImportReport, Reporting } from './report.js';

const MAX_LINES = 200;
/** The size of a batch: well below the api's limit for a body. */
const MAX_CHARACTERS = 200_000;

export interface LineToSend {
  readonly line: ImportLine;
  /** The line's name in messages: "line 12". */
  readonly where: string;
  /** The line's number in the file, and the initiative of a status line. */
  readonly number?: number;
  readonly initiative?: string;
  /**
   * Set on lines that depend on the extent of the file. A charter or a gate made from another extent may already exist with other dates,
   * which stay; an evaluation may exist because a shorter file was imported with the Sundays after it.
   */
  readonly assumed?: true;
}

const EVALUATED = 'EVALUATION_NOT_LATER';

/** Codes of refusals that mean: the program is chartered, has entered the phase, or was evaluated on that Sunday already. */
const HAS_ITS_OWN: readonly string[] = ['PROGRAM_ALREADY_CHARTERED', 'PHASE_ALREADY_ENTERED', EVALUATED];

/** A line that was refused, and why. */
export type Refused = LineToSend & Omit<LineProblem, 'line'>;

/** Collects lines, sends them in batches and in order, and counts the results. */
export class Batches {
  #waiting: LineToSend[] = [];
  #characters = 0;

  constructor(
    private readonly target: { readonly programId: string; readonly importedFrom: string },
    private readonly evenkeel: Evenkeel,
    private readonly report: ImportReport,
    private readonly reporting: Pick<Reporting, 'problem'>,
  ) {}

  /** Adds a line, and sends the batch if it is large enough. @returns the lines of the batch that were refused */
  async add(toSend: LineToSend): Promise<Refused[]> {
    const characters = JSON.stringify(toSend.line).length;
    const refused = this.#characters + characters > MAX_CHARACTERS ? await this.flush() : [];
    this.#waiting.push(toSend);
    this.#characters += characters;
    if (this.#waiting.length >= MAX_LINES) refused.push(...(await this.flush()));
    return refused;
  }

  /** Whether a line of this initiative is waiting to be sent. */
  holds(initiative: string): boolean {
    return this.#waiting.some((waiting) => waiting.initiative === initiative);
  }

  /** Counts a line that repeats the previous one. Its warnings are reported all the same. */
  unchanged(where: string, warnings: readonly Omit<LineProblem, 'line'>[]): void {
    this.report.unchanged++;
    for (const warning of warnings) this.#warn(where, warning);
  }

  /** Reports a line that is refused without being sent. */
  reject(where: string, problem: Omit<LineProblem, 'line'>): void {
    this.report.rejected++;
    this.reporting.problem('rejected', where, problem);
  }

  /** Sends the batch. @returns the lines that were refused */
  async flush(): Promise<Refused[]> {
    const sent = this.#waiting;
    if (sent.length === 0) return [];
    this.#waiting = [];
    this.#characters = 0;
    // Some lines were left out, so their numbers in the file are not consecutive: the request counts from 1, and `where` has the real
    // numbers.
    const answer = await this.evenkeel.importLines({ ...this.target, firstLine: 1, lines: sent.map(({ line }) => line) });
    this.report.accepted += answer.accepted;
    this.report.unchanged += answer.unchanged;
    for (const warning of answer.warnings) this.#warn(sent[warning.line - 1]?.where ?? '?', warning);
    return answer.rejected.flatMap(({ line, code, message }) => {
      const refused = sent[line - 1];
      const where = refused?.where ?? '?';
      if (refused?.assumed && HAS_ITS_OWN.includes(code)) {
        // There may be hundreds of evaluations, and nobody wrote them by hand, so they are not reported.
        this.unchanged(where, code === EVALUATED ? [] : [{ code, message }]);
        return [];
      }
      this.reject(where, { code, message });
      return refused ? [{ ...refused, code, message }] : [];
    });
  }

  /** Evaluates every Sunday since the last evaluation, after all lines have been sent. */
  async complete(): Promise<void> {
    await this.flush();
    const end = { ...this.target, firstLine: 1, lines: [], complete: true };
    for (let more = true; more;) {
      const { evaluated } = await this.evenkeel.importLines(end);
      this.report.accepted += evaluated;
      more = evaluated > 0;
    }
  }

  #warn(where: string, warning: Omit<LineProblem, 'line'>): void {
    this.report.warnings++;
    this.reporting.problem('warning', where, warning);
  }
}
