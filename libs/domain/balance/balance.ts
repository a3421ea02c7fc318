import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';

export const PILLAR_PAIRS = ['LEADERSHIP_CULTURE', 'CULTURE_PROCESS', 'PROCESS_TECHNOLOGY'] as const;
export type PillarPair = (typeof PILLAR_PAIRS)[number];

/** The version of the balance definitions. Balances recorded under an earlier version stay as they are. */
export const RULE = 2;

export type Perspective = 'AS_KNOWN_THEN' | 'AS_KNOWN_NOW';
export type BehindCause = 'PLAN' | 'DELIVERY';

export interface PillarBalance {
  readonly pillar: Pillar;
  readonly plannedValue: number;
  readonly earnedValue: number;
  readonly scheduleVariance: number;
  readonly spi: number | null;
  readonly earnedScheduleOn: LocalDate | null;
  /** How many days the pillar as a whole is behind its plan; negative when ahead. */
  readonly scheduleDays: number;
  /** How late the due work is, in days, averaged by value; early work elsewhere does not make up for it. */
  readonly lateDays: number;
  readonly oldestOpenBaseline: LocalDate | null;
  /** The larger of `scheduleDays` and `lateDays` if anything is late; otherwise `scheduleDays`. */
  readonly deliveryDays: number;
  readonly planned: number;
  readonly asked: number;
  readonly planFit: number;
  /** The day since which the phases have required more than is planned now; null: they do not. */
  readonly planScheduleOn: LocalDate | null;
  readonly planDays: number;
  readonly behindDays: number;
  readonly cause: BehindCause | null;
  readonly standing: number;
  readonly lag: number;
  readonly lead: number;
  readonly slipDays: number | null;
}

export interface Synergy {
  readonly pair: PillarPair;
  readonly c: number;
  readonly t: number;
  readonly d: number;
}

/** The balance of a program on a date; docs/balance.md has the definitions. */
export interface Balance {
  readonly on: LocalDate;
  readonly phaseKey: string;
  readonly t: number;
  readonly c: number;
  readonly d: number;
  /** 1 to 10, capped at one above the level of the weakest standing. */
  readonly level: number;
  readonly capped: boolean;
  readonly cappedBy: Pillar | null;
  readonly weakest: Pillar | null;
  /** Every pillar with the smallest standing, ties included. */
  readonly weakestPillars: readonly Pillar[];
  readonly rule: number;
  readonly nothingDueYet: boolean;
  /** Always four, in the order of PILLARS. */
  readonly pillars: readonly PillarBalance[];
  /** Always three, in the order of PILLAR_PAIRS. */
  readonly synergies: readonly Synergy[];
}
