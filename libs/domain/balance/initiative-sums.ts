import type { DayNumber } from '../calendar.js';
import type { BaselineDates } from './baseline-dates.js';
import { FenwickForest } from './fenwick-forest.js';
import type { CountedMilestone } from './milestone-on-day.js';

/** A counted milestone as it lies in the sums. */
interface Share {
  readonly weight: number;
  readonly place: number;
  readonly achieved: boolean;
  /** Days from the baseline to the achievement or the forecast; where the forecast has passed, to the start instead. */
  readonly days: number;
  readonly overdue: boolean;
}

/** What was taken out may leave a residue in what remains; beyond this ratio the initiative is summed anew. */
const REMOVED_TO_REMAINING = 1e3;

/**
 * Raw sums of every initiative of a program: weights by baseline date, earned weight, weighted slip. Multiplied by W/Σw
 * when read, so that a milestone that comes or goes is one update and not one for each of its siblings.
 */
export class InitiativeSums {
  private readonly forest: FenwickForest;
  private readonly shares: (Map<number, Share> | undefined)[];
  /** Σw in scope. */
  readonly weight: Float64Array;
  /** Σw achieved. */
  readonly earned: Float64Array;
  /** Σw·days of the fixed part of the slip. */
  readonly days: Float64Array;
  /** Σw of those that slip by one day more with every day: neither achieved nor forecast for a later day. */
  readonly overdue: Float64Array;

  constructor(
    initiatives: number,
    private readonly dates: BaselineDates,
    private readonly start: DayNumber,
  ) {
    this.forest = new FenwickForest(initiatives, dates.length);
    this.shares = new Array<undefined>(initiatives);
    this.weight = new Float64Array(initiatives);
    this.earned = new Float64Array(initiatives);
    this.days = new Float64Array(initiatives);
    this.overdue = new Float64Array(initiatives);
  }

  /** Lets a milestone count as it does at the end of `day`; undefined: not at all. */
  set(initiative: number, milestone: number, counted: CountedMilestone | undefined, day: DayNumber): void {
    const shares = (this.shares[initiative] ??= new Map<number, Share>());
    const before = shares.get(milestone);
    const after = counted && this.shareOf(counted, day);
    if (after) shares.set(milestone, after);
    else shares.delete(milestone);
    if (before && after && before.weight === after.weight && before.place === after.place) {
      this.addRest(initiative, before, -before.weight);
      this.addRest(initiative, after, after.weight);
      return;
    }
    if (after) this.add(initiative, after, 1);
    if (!before) return;
    this.add(initiative, before, -1);
    if (shares.size === 0 || before.weight > REMOVED_TO_REMAINING * this.weight[initiative]!) this.sumAnew(initiative, shares);
  }

  /** Σw of the initiative's milestones whose baseline is among the first `places` dates. */
  due(initiative: number, places: number): number {
    return this.forest.prefix(initiative, places);
  }

  /** The first baseline date up to which these initiatives, each at its scale, hold more than `bound`. */
  firstDateAbove(bound: number, initiatives: Int32Array, scales: Float64Array, length: number): DayNumber {
    return this.dates.at(this.forest.firstAbove(bound, initiatives, scales, length));
  }

  private shareOf({ weight, baseline, forecast, achievedOn }: CountedMilestone, day: DayNumber): Share {
    const overdue = achievedOn === undefined && forecast <= day;
    const until = achievedOn ?? (overdue ? this.start : forecast);
    return { weight, place: this.dates.count(baseline) - 1, achieved: achievedOn !== undefined, days: until - baseline, overdue };
  }

  private add(initiative: number, share: Share, sign: 1 | -1): void {
    const amount = sign * share.weight;
    this.forest.add(initiative, share.place, amount);
    this.weight[initiative]! += amount;
    this.addRest(initiative, share, amount);
  }

  private addRest(initiative: number, share: Share, amount: number): void {
    if (share.achieved) this.earned[initiative]! += amount;
    if (share.overdue) this.overdue[initiative]! += amount;
    this.days[initiative]! += amount * share.days;
  }

  private sumAnew(initiative: number, shares: Map<number, Share>): void {
    this.forest.clear(initiative);
    for (const sums of [this.weight, this.earned, this.days, this.overdue]) sums[initiative] = 0;
    for (const share of shares.values()) this.add(initiative, share, 1);
  }
}
