import { TimeSlices } from '#async/time-slices.js';
import { pauseAfter, type RetryPolicy } from '#async/retry.js';
import type { StoreClock } from '#event-sourcing/store/store-clock.js';
import type { LocalDate } from '#domain/calendar.js';
import type { Clock } from '../clock.js';
import type { CommandGateway } from '../commands/command-gateway.js';
import { asError, type ReportFailure } from './failing.js';
import type { EvaluatedProgram, ProgramViews } from '../ports.js';
import { evaluateSunday } from './evaluate-sunday.js';
import { dueEvaluations, isUnderImport, lastSundayAnywhere } from './sundays.js';

/** Calls `tick` repeatedly until the returned function is called. */
export type Ticker = (tick: () => void) => () => void;

/** Ticks once a minute without keeping the process alive. */
export const everyMinute: Ticker = (tick) => {
  const timer = setInterval(tick, 60_000).unref();
  return () => clearInterval(timer);
};

export interface WeeklySchedulePorts {
  readonly views: Pick<ProgramViews, 'evaluatedBefore'>;
  readonly gateway: Pick<CommandGateway, 'execute'>;
  readonly now: Clock;
  readonly ticker: Ticker;
  /** Called for every evaluation that failed. */
  readonly report: ReportFailure;
  /** The store's clock. If it is doubted because it runs ahead, nothing is due until an operator confirms it. */
  readonly clock?: Pick<StoreClock, 'doubt'> | undefined;
}

/** A program whose evaluation failed is not tried again before this time, in milliseconds of the clock. */
interface Resting {
  readonly attempts: number;
  readonly until: number;
}

const restPolicy: RetryPolicy = { firstMs: 60_000, longestMs: 3_600_000 };

/** How long a failed program rests: the first retry is at the next tick, then rests double up to an hour. */
const restMs = (attempts: number): number => (attempts === 1 ? 0 : pauseAfter(attempts - 1, restPolicy));

const SLICE_MS = 5;

/** Evaluates every program weekly. It keeps no state that matters: what is due is derived from what has been recorded. */
export class WeeklySchedule {
  private readonly slices = new TimeSlices(SLICE_MS);
  private stopTicking: (() => void) | undefined;
  private stopped = false;
  private round: Promise<void> | undefined;
  /** Evaluations that the domain refused, by program (such as one that was closed that day): tried once, not every minute. */
  private refused = new Map<string, ReadonlySet<string>>();
  private resting = new Map<string, Resting>();
  private failed: Error | undefined;
  private failedCount = 0;

  constructor(private readonly ports: WeeklySchedulePorts) {}

  /** Why the last round could not begin; undefined: it began. */
  get failure(): Error | undefined {
    return this.failed;
  }

  /** How many programs failed at their last attempt. */
  get failingPrograms(): number {
    return this.resting.size;
  }

  /** How often an evaluation has failed since the start. */
  get failures(): number {
    return this.failedCount;
  }

  start(): void {
    this.stopTicking ??= this.ports.ticker(() => void this.evaluateDue());
    void this.evaluateDue();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.stopTicking?.();
    await this.round;
  }

  /**
   * Evaluates everything that is due now, one program after the other; a call during a round joins it. A program that fails is reported and
   * retried later with back-off; every other program is evaluated all the same.
   */
  evaluateDue(): Promise<void> {
    this.round ??= this.evaluate()
      .then(
        () => (this.failed = undefined),
        (failure: unknown) => (this.failed = asError(failure)),
      )
      .then(() => (this.round = undefined));
    return this.round;
  }

  private async evaluate(): Promise<void> {
    // An evaluation by a wrong clock would stay recorded for ever.
    if (this.ports.clock?.doubt?.kind === 'AHEAD') return;
    const programs = await this.ports.views.evaluatedBefore(lastSundayAnywhere(this.ports.now()));
    const known = new Set(programs.map(({ program }) => program.id));
    this.resting = new Map([...this.resting].filter(([id]) => known.has(id)));
    this.refused = new Map([...this.refused].filter(([id]) => known.has(id)));
    for (const program of programs) {
      if (this.stopped) return;
      // Finding out what is due costs some microseconds a program; with ten thousand of them others would wait.
      await this.slices.turn(this);
      await this.turnOf(program);
    }
  }

  private async turnOf(evaluated: EvaluatedProgram): Promise<void> {
    const { id } = evaluated.program;
    const now = this.ports.now();
    if ((this.resting.get(id)?.until ?? 0) > Date.parse(now) || isUnderImport(now, evaluated)) return;
    let what = 'schedule';
    try {
      const due = dueEvaluations(now, evaluated);
      this.refused.set(id, new Set(due.filter((on) => this.refused.get(id)?.has(on))));
      for (const on of due) {
        if (this.stopped) return;
        what = on;
        await this.evaluateOn(id, on);
      }
      this.resting.delete(id);
    } catch (failure) {
      this.rest(id, what, Date.parse(now), asError(failure));
    }
  }

  /**
   * Evaluates one date. Dates of a program are done in order. @throws the error that keeps this date, and with it the later ones, from
   * being done now
   */
  private async evaluateOn(programId: string, on: LocalDate): Promise<void> {
    const refused = this.refused.get(programId);
    if (refused?.has(on)) return;
    const evaluated = await evaluateSunday(this.ports.gateway, programId, on);
    if (evaluated.what === 'later') throw new Error(`EvaluateBalance was refused: ${evaluated.code}`);
    if (evaluated.what === 'refused') this.refused.set(programId, new Set([...(refused ?? []), on]));
  }

  private rest(programId: string, what: string, now: number, error: Error): void {
    const attempts = (this.resting.get(programId)?.attempts ?? 0) + 1;
    this.resting.set(programId, { attempts, until: now + restMs(attempts) });
    this.failedCount++;
    this.ports.report({ programId, what, attempts, error });
  }
}
