import { uuidFrom } from '#event-sourcing/uuid.js';
import { refusals, type RefusalCode } from '#domain/refusals.js';
import type { Clock } from './clock.js';
import { EVENKEEL } from './command.js';
import type { CommandDoor } from './door.js';
import type { ProgramViews } from './ports.js';
import { dueEvaluations, type DueEvaluation } from './sundays.js';

/** Calls back again and again until it is told to stop. */
export type Ticker = (tick: () => void) => () => void;

/** Once a minute; it keeps no process alive. */
export const everyMinute: Ticker = (tick) => {
  const timer = setInterval(tick, 60_000).unref();
  return () => clearInterval(timer);
};

export interface WeeklySchedulePorts {
  readonly views: Pick<ProgramViews, 'evaluatedPrograms'>;
  readonly door: Pick<CommandDoor, 'execute'>;
  readonly now: Clock;
  readonly ticker: Ticker;
}

/** Evaluates every program week by week. It keeps no state that matters: what is due is worked out anew from what was done. */
export class WeeklySchedule {
  private stopTicking: (() => void) | undefined;
  private stopped = false;
  private round: Promise<void> | undefined;
  /** Evaluations that the domain refused, such as of a program that was closed that day: asked once, not every minute. */
  private readonly refused = new Set<string>();
  private failed: Error | undefined;

  constructor(private readonly ports: WeeklySchedulePorts) {}

  /** Why the last round did not get through; undefined when it did. */
  get failure(): Error | undefined {
    return this.failed;
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

  /** Does what is due now, one after the other; a round that is under way is joined. What fails is due again the next time. */
  evaluateDue(): Promise<void> {
    this.round ??= this.evaluate()
      .then(
        () => (this.failed = undefined),
        (failure: unknown) => (this.failed = failure instanceof Error ? failure : new Error(String(failure))),
      )
      .then(() => (this.round = undefined));
    return this.round;
  }

  private async evaluate(): Promise<void> {
    const due = dueEvaluations(this.ports.now(), await this.ports.views.evaluatedPrograms());
    const behind = new Set<string>();
    for (const evaluation of due) {
      if (this.stopped) return;
      // A program's evaluations are done in order: after one that must be tried again, none of its later ones.
      if (behind.has(evaluation.programId)) continue;
      if (!(await this.done(evaluation))) behind.add(evaluation.programId);
    }
  }

  private async done({ programId, on }: DueEvaluation): Promise<boolean> {
    const commandId = uuidFrom(programId, on);
    if (this.refused.has(commandId)) return true;
    const outcome = await this.ports.door.execute({ type: 'EvaluateBalance', input: { programId, on }, principal: EVENKEEL, commandId });
    if (!('refusal' in outcome)) return true;
    if (refusals[outcome.refusal.code as RefusalCode]?.retryable) return false;
    this.refused.add(commandId);
    return true;
  }
}
