import type { Fact } from '#event-sourcing/event.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import type { DriftPolicy } from '../program/events.js';
import type { RecordedBalance } from './recorded-balance.js';

export type DriftKind = 'BEHIND' | 'AHEAD' | 'LATE';

/** One signal at one evaluation: what the alarm saw and what it made of it. */
export interface SignalReading {
  readonly kind: DriftKind;
  /** null for LATE, which is the program's. */
  readonly pillar: Pillar | null;
  readonly value: number;
  /** The smoothed signal z. */
  readonly smoothed: number;
  readonly count: number;
  /** opensAt while closed, else closesAt, as it stood before this evaluation's decision. */
  readonly bound: number;
  readonly decision: 'OPEN' | 'CLOSE' | null;
  /** With a decision: the ids of the evaluations that it rests on, this one last. */
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
    /** The version of the rule by which the balance was worked out and the decisions were made. */
    readonly rule: number;
  }
>;
