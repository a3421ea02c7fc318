import type { Balance } from '#domain/balance/balance.js';
import type { LocalDate } from '#domain/calendar.js';
import type { PillarShares } from '#domain/pillars.js';
import { standingOf } from './portfolio-row.js';

/** One program on the dates of a portfolio timeline: each list has one value for each date, null where there is no balance. */
export interface ProgramTimeline {
  readonly programId: string;
  readonly name: string;
  readonly d: readonly (number | null)[];
  readonly t: readonly (number | null)[];
  readonly level: readonly (number | null)[];
  readonly standing: readonly (PillarShares | null)[];
}

/** Programs × dates, by columns: a hundred programs over five years would be 26,000 objects. */
export interface PortfolioTimeline {
  readonly dates: readonly LocalDate[];
  readonly programs: readonly ProgramTimeline[];
}

/** @param balances one for each date of the timeline */
export const timelineOf = (programId: string, name: string, balances: readonly (Balance | null)[]): ProgramTimeline => ({
  programId,
  name,
  d: balances.map((balance) => balance?.d ?? null),
  t: balances.map((balance) => balance?.t ?? null),
  level: balances.map((balance) => balance?.level ?? null),
  standing: balances.map((balance) => balance && standingOf(balance)),
});
