import { inSlices } from '#async/in-slices.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Refusal } from '#event-sourcing/decider.js';
import type { Balance } from '#domain/balance/balance.js';
import { sweeping } from '#domain/balance/sweep/sweep.js';
import { isLocalDate, type LocalDate } from '#domain/calendar.js';
import type { MilestoneCounts } from '#domain/evaluation/events.js';
import { milestoneCounts } from '#domain/evaluation/milestone-counts.js';
import type { ProgramState } from '#domain/program/state.js';
import { refuse } from '#domain/refusals.js';
import { PROGRAM_VIEWS, type ProgramViews } from '../ports.js';

/** How long an evaluation waits for the views before it answers VIEWS_BEHIND, in milliseconds. */
export const VIEWS_TIMEOUT_MS = 5_000;

export interface FoldedBalance {
  readonly balance: Balance | null;
  readonly milestones: MilestoneCounts;
}

/** What EvaluateBalance records, folded from the program's initiative documents before it is decided. */
@Injectable()
export class EvaluationInputs {
  constructor(@Inject(PROGRAM_VIEWS) private readonly views: ProgramViews) {}

  /**
   * The balance and the milestones of a program on a date, as known then. Waits until the views have passed all that had been
   * stored when it was asked; else VIEWS_BEHIND, retryable. @returns a refusal also for what is no date
   */
  async at(program: ProgramState, on: LocalDate): Promise<FoldedBalance | Refusal> {
    if (!isLocalDate(on)) return refuse('DATE_INVALID', 'on');
    if (!(await this.views.waitForHead(VIEWS_TIMEOUT_MS))) return refuse('VIEWS_BEHIND');
    const initiatives = await this.views.initiativesOf(program.id);
    const [balance] = await inSlices(sweeping(program, initiatives, [on], 'AS_KNOWN_THEN'));
    return { balance: balance ?? null, milestones: milestoneCounts(program, initiatives, on) };
  }
}
