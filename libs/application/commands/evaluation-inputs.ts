import { inSlices } from '#async/in-slices.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Refusal } from '#event-sourcing/commands/decider.js';
import type { Balance } from '#domain/balance/balance.js';
import { sweeping } from '#domain/balance/sweep/sweep.js';
import { isLocalDate, type LocalDate } from '#domain/calendar.js';
import type { MilestoneCounts } from '#domain/evaluation/events.js';
import { milestoneCounts } from '#domain/evaluation/milestone-counts.js';
import type { ProgramState } from '#domain/program/state.js';
import { refuse } from '#domain/refusals.js';
import { PROGRAM_VIEWS, type ProgramViews } from '../ports.js';

/** How long an evaluation waits for the views before it is refused with VIEWS_BEHIND, in milliseconds. */
export const VIEWS_TIMEOUT_MS = 5_000;

export interface FoldedBalance {
  readonly balance: Balance | null;
  readonly milestones: MilestoneCounts;
}

/** Folds what EvaluateBalance records, from the program's initiative documents, before the command is decided. */
@Injectable()
export class EvaluationInputs {
  constructor(@Inject(PROGRAM_VIEWS) private readonly views: ProgramViews) {}

  /**
   * The balance and the milestones of a program on a date, as known then. First waits until the views have passed everything that was
   * stored at the time of the call; on a timeout the refusal is VIEWS_BEHIND, retryable. @returns a refusal also for an invalid date
   */
  async at(program: ProgramState, on: LocalDate): Promise<FoldedBalance | Refusal> {
    if (!isLocalDate(on)) return refuse('DATE_INVALID', 'on');
    if (!(await this.views.waitForHead(VIEWS_TIMEOUT_MS))) return refuse('VIEWS_BEHIND');
    const initiatives = await this.views.initiativesOf(program.id);
    const [balance] = await inSlices(sweeping(program, initiatives, [on], 'AS_KNOWN_THEN'));
    return { balance: balance ?? null, milestones: milestoneCounts(program, initiatives, on) };
  }
}
