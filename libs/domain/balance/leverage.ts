import { toDay, type DayNumber, type LocalDate } from '../calendar.js';
import type { InitiativeState, Milestone } from '../initiative/state.js';
import { pillarIndex, type Pillar } from '../pillars.js';
import { allOf, type Steps } from '../steps.js';
import { couplingOf } from './coupling.js';
import { delivery } from './delivery.js';
import { inForce, resolvePerspective } from './perspective.js';
import { standingOf } from './standing.js';
import { fulfilmentOn } from './sweep/balance-on-day.js';
import { MilestoneHistory } from './sweep/milestone-history.js';
import type { PhaseDemand } from './sweep/phase-demand.js';
import type { PillarSums } from './sweep/pillar-sums.js';
import type { PhaseOnDay } from './sweep/program-on-day.js';
import { sweepingFor } from './sweep/sweep.js';
import type { SweptProgram } from './swept-program.js';
import { DAYS_TOLERANCE, TOLERANCE } from './tolerance.js';

/** What a program would gain today, if one open milestone were achieved today. */
export interface Leverage {
  readonly initiativeId: string;
  readonly milestoneId: string;
  readonly pillar: Pillar;
  /** By how much D would grow; 0: the schedule of its pillar does not move by this milestone alone. */
  readonly d: number;
  /** By how many days its pillar would be less behind. */
  readonly behindDays: number;
  /** By how many days the due work of its pillar would be less late, on average by value. */
  readonly lateDays: number;
}

/** Runs {@link findingLeverage} to the end. */
export const leverage = (...over: Parameters<typeof findingLeverage>): readonly Leverage[] => allOf(findingLeverage(...over));

/**
 * The open milestones whose achievement today would help most, as known now: those that raise D most come first, then those that make their
 * pillar less behind, then those that make its due work less late: of several milestones that are due on one day, none may move the
 * schedule by itself. What lowers D, or is neither late nor raises it, is left out. One sweep, and then for each milestone only the
 * delivery of its pillar: the date that its earned value has reached is searched, at O(log M) for each initiative of the pillar, only where
 * those of like values do not tell it. docs/balance.md, “Leverage”.
 * @param most how many at most
 */
export function* findingLeverage(
  program: SweptProgram,
  initiatives: readonly InitiativeState[],
  today: LocalDate,
  most: number,
): Steps<readonly Leverage[]> {
  const [gains] = yield* sweepingFor(gainsOn, program, initiatives, [today], 'AS_KNOWN_NOW');
  if (!gains) return [];
  const best = new Best(most);
  const history = new MilestoneHistory(resolvePerspective(program, 'AS_KNOWN_NOW'));
  const day = toDay(today);
  for (const initiative of initiatives) {
    const { id: initiativeId } = initiative;
    const { value: pillar } = inForce(initiative.pillars, day);
    const gain = gains[pillarIndex(pillar)]!;
    for (const { milestone, baseline, value } of openIn(initiative, history, day)) {
      best.offer({ initiativeId, milestoneId: milestone.id, pillar, ...gain(value, baseline), baseline });
      yield;
    }
    yield;
  }
  return best.found;
}

/** A milestone that can be achieved today. */
interface Open {
  readonly milestone: Milestone;
  readonly baseline: DayNumber;
  /** v = W·w / Σw */
  readonly value: number;
}

/** The milestones of an initiative that are open, count, and are not withdrawn: what is withdrawn cannot be achieved. */
function openIn(initiative: InitiativeState, history: MilestoneHistory, day: DayNumber): readonly Open[] {
  const weighed: { milestone: Milestone; baseline: DayNumber; weight: number }[] = [];
  let sum = 0;
  history.loadInitiative(initiative);
  for (const milestone of initiative.milestones) {
    history.load(milestone);
    if (!history.isInScope(day)) continue;
    const weight = history.weightOn(day);
    sum += weight;
    if (history.achievedBy(day) !== Infinity || history.withdrawnSince(day) !== Infinity) continue;
    weighed.push({ milestone, baseline: history.baselineOn(day), weight });
  }
  const scale = inForce(initiative.weights, day).value / sum;
  return weighed.map(({ milestone, baseline, weight }) => ({ milestone, baseline, value: scale * weight }));
}

/** What is gained by achieving a milestone with this value and baseline. */
type Gain = (value: number, baseline: DayNumber) => Pick<Leverage, 'd' | 'behindDays' | 'lateDays'>;

/** The gains in each pillar on a day. */
function gainsOn(on: LocalDate, { policy }: PhaseOnDay, pillars: readonly PillarSums[], demand: PhaseDemand): readonly Gain[] {
  const day = toDay(on);
  const before = fulfilmentOn(day, pillars, demand);
  const standings = before.deliveries.map((made, i) => standingOf(made, before.fits[i]!, policy.halfLifeDays));
  const r = standings.map((standing) => standing.r);
  const { d } = couplingOf(r);
  return pillars.map((own, pillar) => {
    const sums = rememberingDates(own);
    return (value, baseline) => {
      const made = delivery(achieved(sums, value, day - baseline), day, before.total);
      const after = standingOf(made, before.fits[pillar]!, policy.halfLifeDays);
      return {
        d: couplingOf(r.with(pillar, after.r)).d - d,
        behindDays: standings[pillar]!.behindDays - after.behindDays,
        lateDays: before.deliveries[pillar]!.lateDays - made.lateDays,
      };
    };
  });
}

/** The sums of a pillar after a milestone is achieved, as far as D depends on them: the slip stays, the oldest open baseline is not searched. */
const achieved = (sums: PillarSums, value: number, lateDays: number): PillarSums => ({
  ...sums,
  earned: sums.earned + value,
  oldestOpenBaseline: () => undefined,
  late: lateDays > 0 ? sums.late - value : sums.late,
  lateValueDays: lateDays > 0 ? sums.lateValueDays - value * lateDays : sums.lateValueDays,
});

/** The larger the sum, the later the date: between two sums with the same date there is no other, and nothing is searched. */
function rememberingDates(sums: PillarSums): PillarSums {
  const known: { readonly sum: number; readonly date: DayNumber }[] = [];
  const firstDateAbove = (sum: number): DayNumber => {
    const at = placeOf(sum, known);
    const next = known[at];
    if (next && (next.sum === sum || known[at - 1]?.date === next.date)) return next.date;
    const date = sums.firstDateAbove(sum);
    known.splice(at, 0, { sum, date });
    return date;
  };
  return { ...sums, firstDateAbove };
}

/** The index of the first entry with this sum or a larger one. */
function placeOf(sum: number, known: readonly { readonly sum: number }[]): number {
  let [from, to] = [0, known.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (known[middle]!.sum < sum) from = middle + 1;
    else to = middle;
  }
  return from;
}

interface Candidate extends Leverage {
  readonly baseline: DayNumber;
}

/** The best of what it is offered, in order. */
class Best {
  private readonly kept: Candidate[] = [];

  constructor(private readonly most: number) {}

  get found(): readonly Leverage[] {
    return this.kept.map(({ baseline: _, ...leverage }) => leverage);
  }

  offer(one: Candidate): void {
    if (!helps(one)) return;
    const at = this.kept.findLastIndex((other) => compare(other, one) <= 0) + 1;
    if (at >= this.most) return;
    this.kept.splice(at, 0, one);
    if (this.kept.length > this.most) this.kept.pop();
  }
}

const helps = ({ d, lateDays }: Candidate): boolean => d > TOLERANCE || (d >= -TOLERANCE && lateDays > DAYS_TOLERANCE);

/** Gains that differ by no more than the tolerance are equal: they are sums with rounding errors. */
function compare(one: Candidate, other: Candidate): number {
  if (Math.abs(one.d - other.d) > TOLERANCE) return other.d - one.d;
  for (const days of ['behindDays', 'lateDays'] as const)
    if (Math.abs(one[days] - other[days]) > DAYS_TOLERANCE) return other[days] - one[days];
  return one.baseline - other.baseline;
}
