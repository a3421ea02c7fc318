import type { Balance, Perspective } from '#domain/balance/balance.js';
import type { LocalDate } from '#domain/calendar.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { PillarShares } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import type { Source } from '../as-of/source.js';
import type { Every } from './steps.js';

export interface TimelineQuestion {
  readonly programId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly every: Every;
  readonly perspective: Perspective;
}

/** A program with all its initiatives, oldest first. */
export interface ProgramWithInitiatives {
  readonly program: ProgramState;
  readonly initiatives: readonly InitiativeState[];
}

/** Questions about balance: swept from the program's initiative documents when asked, never stored. */
export class Balances {
  constructor(private readonly source: Source) {}

  /** undefined: no such program. */
  programWithInitiatives(_programId: string): Promise<ProgramWithInitiatives | undefined> {
    return Promise.reject(new Error('not yet'));
  }

  /**
   * As known now (at the cut), judged on a date, today by default; null where no balance exists on it.
   * @throws QuestionError DATE_IN_FUTURE
   */
  on(_programId: string, _on?: LocalDate | null): Promise<Balance | null> {
    return Promise.reject(new Error('not yet'));
  }

  /**
   * The balance at `from`, then at each step up to `to`; dates without a balance are left out.
   * @throws QuestionError DATE_IN_FUTURE where `to` is after today, TIMELINE_TOO_LONG over 1,000 steps
   */
  timeline(_question: TimelineQuestion): Promise<readonly Balance[]> {
    return Promise.reject(new Error('not yet'));
  }

  /** The shares that the plan gives each pillar in each phase, by phase key; null while a phase has no milestones. */
  plannedShares(_programId: string): Promise<ReadonlyMap<string, PillarShares | null>> {
    return Promise.reject(new Error('not yet'));
  }
}
