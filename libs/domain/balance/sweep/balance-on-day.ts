import { fromDay, toDay, type DayNumber, type LocalDate } from '../../calendar.js';
import { PILLARS, type Pillar } from '../../pillars.js';
import { PILLAR_PAIRS, RULE, type Balance, type PillarBalance } from '../balance.js';
import { couplingOf, lowestOf } from '../coupling.js';
import { delivery, type Delivery } from '../delivery.js';
import { levelOf } from '../grades.js';
import type { PillarSums } from './pillar-sums.js';
import type { PhaseDemand } from './phase-demand.js';
import { planFit, type PlanFit } from '../plan-fit.js';
import type { PhaseOnDay } from './program-on-day.js';
import { medianOfOthers, standingOf, type Standing } from '../standing.js';

/** The balance of a program from its sums at the end of the day `on`. */
export function balanceOnDay(
  on: LocalDate,
  { plan, phase, policy }: PhaseOnDay,
  pillars: readonly PillarSums[],
  demand: PhaseDemand,
): Balance {
  const { deliveries, fits } = fulfilmentOn(toDay(on), pillars, demand);
  const standings = fits.map((fit, i) => standingOf(deliveries[i]!, fit, policy.halfLifeDays));
  const r = standings.map((standing) => standing.r);
  const s = standings.map((standing) => standing.s);
  const { c, t, d } = couplingOf(r);
  const weakestPillars = lowestOf(r).map((index) => PILLARS[index]!);
  const weakest = weakestPillars.length === 1 ? weakestPillars[0]! : null;
  const bound = levelOf(Math.min(...r)) + 1;
  const capped = levelOf(d) > bound;
  return {
    on,
    phaseKey: plan[phase]!.key,
    t,
    c,
    d,
    level: capped ? bound : levelOf(d),
    capped,
    cappedBy: capped ? weakest : null,
    weakest,
    weakestPillars,
    rule: RULE,
    nothingDueYet: deliveries.every(({ plannedValue }) => plannedValue === 0),
    pillars: PILLARS.map((pillar, i) =>
      pillarBalance(pillar, deliveries[i]!, fits[i]!, standings[i]!, medianOfOthers(r, i), medianOfOthers(s, i)),
    ),
    synergies: PILLAR_PAIRS.map((pair, i) => ({ pair, ...couplingOf([r[i]!, r[i + 1]!]) })),
  };
}

/** How far the work follows the plan, and the plan the phases, in each pillar. */
export interface Fulfilment {
  /** Σv of the program. */
  readonly total: number;
  readonly deliveries: readonly Delivery[];
  readonly fits: readonly PlanFit[];
}

export function fulfilmentOn(day: DayNumber, pillars: readonly PillarSums[], demand: PhaseDemand): Fulfilment {
  const total = pillars.reduce((sum, { value }) => sum + value, 0);
  const deliveries = pillars.map((pillar) => delivery(pillar, day, total));
  const fits = pillars.map(({ planned }, i) => planFit(i, planned, demand, day));
  return { total, deliveries, fits };
}

/** @param otherR and @param otherS the medians of the other three pillars' r and s */
const pillarBalance = (
  pillar: Pillar,
  made: Delivery,
  plan: PlanFit,
  standing: Standing,
  otherR: number,
  otherS: number,
): PillarBalance => ({
  pillar,
  plannedValue: made.plannedValue,
  earnedValue: made.earnedValue,
  scheduleVariance: made.scheduleVariance,
  spi: made.spi,
  earnedScheduleOn: dateOf(made.earnedSchedule),
  scheduleDays: made.scheduleDays,
  lateDays: made.lateDays,
  oldestOpenBaseline: dateOf(made.oldestOpenBaseline),
  deliveryDays: made.days,
  planned: plan.planned,
  asked: plan.asked,
  planFit: plan.fit,
  planScheduleOn: dateOf(plan.planSchedule),
  planDays: plan.planDays,
  behindDays: standing.behindDays,
  cause: standing.cause,
  standing: standing.r,
  lag: otherR - standing.r,
  lead: standing.s - Math.max(0, otherS),
  slipDays: made.slipDays,
});

const dateOf = (day: DayNumber | undefined): LocalDate | null => (day === undefined ? null : fromDay(day));
