import type { Fact } from '#event-sourcing/event.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import type { DriftPolicy } from '../program/events.js';
import type { RecordedBalance } from './recorded-balance.js';

export type DriftKind = 'BEHIND' | 'AHEAD' | 'LATE';

/** The reading of one signal in one evaluation: its value and what the alarm decided. */
export interface SignalReading {
  readonly kind: DriftKind;
  /** The pillar of the signal; null for LATE, which concerns the whole program. */
  readonly pillar: Pillar | null;
  readonly value: number;
  /** The smoothed signal z. */
  readonly smoothed: number;
  readonly count: number;
  /** opensAt while closed, otherwise closesAt, as of before this evaluation's decision. */
  readonly bound: number;
  readonly decision: 'OPEN' | 'CLOSE' | null;
  /** The ids of the evaluations that a decision is based on, this one last; undefined without a decision. */
  readonly evidence?: readonly string[];
}

export interface MilestoneCounts {
  readonly planned: number;
  readonly overdue: number;
  readonly achieved: number;
  readonly descoped: number;
}

export type EvaluationEvent = Fact<
  'BalanceEvaluated',
  {
    readonly on: LocalDate;
    readonly balance: RecordedBalance;
    /** BEHIND and AHEAD of each pillar in the order of PILLARS, then LATE: always nine. */
    readonly signals: readonly SignalReading[];
    readonly milestones: MilestoneCounts;
    readonly policy: DriftPolicy;
    /** The version of the rule that the balance and the decisions were made by. */
    readonly rule: number;
  }
>;
