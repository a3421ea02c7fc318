import type { Evenkeel, LineProblem } from '../transport/evenkeel.js';
import type { ImportLine } from './program-lines.js';
import type { ImportReport, Reporting } from './report.js';

const MAX_LINES = 200;
/** Well below what the api takes in one body. */
const MAX_CHARACTERS = 200_000;

export interface LineToSend {
  readonly line: ImportLine;
  /** What a person calls it: "line 12". */
  readonly where: string;
  /** Its number in the file, and the initiative that a status line is about. */
  readonly number?: number;
  readonly initiative?: string;
  /**
   * Set on what follows from the extent of the file: a charter or a gate, of which another extent finds other dates in force, and they stay;
   * an evaluation, which an import of a shorter file has done for the Sundays after it.
   */
  readonly assumed?: true;
}

const EVALUATED = 'EVALUATION_NOT_LATER';

/** What tells that a program has its charter, has entered the phase, or was evaluated on that Sunday. */
const HAS_ITS_OWN: readonly string[] = ['PROGRAM_ALREADY_CHARTERED', 'PHASE_ALREADY_ENTERED', EVALUATED];

/** A line that was refused, and why. */
export type Refused = LineToSend & Omit<LineProblem, 'line'>;

/** Gathers lines and sends them together, in order, counting what became of each. */
export class Batches {
  #waiting: LineToSend[] = [];
  #characters = 0;

  constructor(
    private readonly target: { readonly programId: string; readonly importedFrom: string },
    private readonly evenkeel: Evenkeel,
    private readonly report: ImportReport,
    private readonly reporting: Pick<Reporting, 'problem'>,
  ) {}

  /** Adds a line, and sends what has gathered when that is enough. @returns those of the lines sent that were refused */
  async add(toSend: LineToSend): Promise<Refused[]> {
    const characters = JSON.stringify(toSend.line).length;
    const refused = this.#characters + characters > MAX_CHARACTERS ? await this.flush() : [];
    this.#waiting.push(toSend);
    this.#characters += characters;
    if (this.#waiting.length >= MAX_LINES) refused.push(...(await this.flush()));
    return refused;
  }

  /** Whether a line of this initiative waits to be sent. */
  holds(initiative: string): boolean {
    return this.#waiting.some((waiting) => waiting.initiative === initiative);
  }

  /** A line that says what the one before it said. What is odd in it is said of it all the same, as of one that is sent. */
  unchanged(where: string, warnings: readonly Omit<LineProblem, 'line'>[]): void {
    this.report.unchanged++;
    for (const warning of warnings) this.#warn(where, warning);
  }

  /** A line that is not worth sending. */
  reject(where: string, problem: Omit<LineProblem, 'line'>): void {
    this.report.rejected++;
    this.reporting.problem('rejected', where, problem);
  }

  /** Sends what has gathered. @returns those that were refused */
  async flush(): Promise<Refused[]> {
    const sent = this.#waiting;
    if (sent.length === 0) return [];
    this.#waiting = [];
    this.#characters = 0;
    // Lines are left out in between, so their numbers are not consecutive: the answer counts from 1, and `where` knows.
    const answer = await this.evenkeel.importLines({ ...this.target, firstLine: 1, lines: sent.map(({ line }) => line) });
    this.report.accepted += answer.accepted;
    this.report.unchanged += answer.unchanged;
    for (const warning of answer.warnings) this.#warn(sent[warning.line - 1]?.where ?? '?', warning);
    return answer.rejected.flatMap(({ line, code, message }) => {
      const refused = sent[line - 1];
      const where = refused?.where ?? '?';
      if (refused?.assumed && HAS_ITS_OWN.includes(code)) {
        // Of evaluations there may be hundreds, and nothing of them differs that somebody wrote.
        this.unchanged(where, code === EVALUATED ? [] : [{ code, message }]);
        return [];
      }
      this.reject(where, { code, message });
      return refused ? [{ ...refused, code, message }] : [];
    });
  }

  /** Evaluates every Sunday since the last one evaluated, now that all lines are in. */
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
