import type { Balance, PillarBalance } from '#domain/balance/balance.js';
import type { LocalDate } from '#domain/calendar.js';

/** One pillar on one date, with what is said of the program on that date: a row of a flat table. */
export interface BalanceSeriesRow extends PillarBalance {
  readonly programId: string;
  readonly programName: string;
  readonly on: LocalDate;
  readonly phaseKey: string;
  readonly d: number;
  readonly t: number;
  readonly c: number;
  /** The grade of the program, 1 to 10. */
  readonly level: number;
  readonly nothingDueYet: boolean;
}

/** The rows of balances: four for each, in the order of PILLARS. */
export const seriesOf = (programId: string, programName: string, balances: readonly Balance[]): readonly BalanceSeriesRow[] =>
  balances.flatMap(({ on, phaseKey, d, t, c, level, nothingDueYet, pillars }) =>
    pillars.map((pillar) => ({ programId, programName, on, phaseKey, d, t, c, level, nothingDueYet, ...pillar })),
  );
