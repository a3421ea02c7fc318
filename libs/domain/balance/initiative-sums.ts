import type { DayNumber } from '../calendar.js';
import type { BaselineDates } from './baseline-dates.js';
import { FenwickForest } from './fenwick-forest.js';
import { OUT_OF_SCOPE, type Shares } from './shares.js';

/**
 * Raw sums of every initiative of a program: weights by baseline date, earned weight, weighted slip. Multiplied by W/Σw
 * when read, so that a milestone that comes or goes is one update and not one for each of its siblings.
 */
export class InitiativeSums {
  private readonly forest: FenwickForest;
  private readonly counts: Int32Array;
  /** Shares that count at present. */
  private readonly present: Uint8Array;
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
    private readonly shares: Shares,
  ) {
    this.forest = new FenwickForest(initiatives, dates.length);
    this.counts = new Int32Array(initiatives);
    this.present = new Uint8Array(shares.length);
    this.weight = new Float64Array(initiatives);
    this.earned = new Float64Array(initiatives);
    this.days = new Float64Array(initiatives);
    this.overdue = new Float64Array(initiatives);
  }

  /** Lets a share count, in the place of the milestone's previous one. */
  take(share: number): void {
    const { shares } = this;
    const previous = shares.previous[share]!;
    if (previous >= 0 && shares.place[previous] === shares.place[share] && shares.weight[previous] === shares.weight[share]) {
      this.present[previous] = 0;
      this.present[share] = 1;
      this.addRest(previous, -1);
      this.addRest(share, 1);
      return;
    }
    if (shares.place[share] !== OUT_OF_SCOPE) this.add(share);
    if (previous >= 0 && shares.place[previous] !== OUT_OF_SCOPE) this.remove(previous);
  }

  /** Σw of the initiative's milestones whose baseline is among the first `places` dates. */
  due(initiative: number, places: number): number {
    return this.forest.prefix(initiative, places);
  }

  /** The first baseline date up to which these initiatives, each at its scale, hold more than `bound`. */
  firstDateAbove(bound: number, initiatives: Int32Array, scales: Float64Array, length: number): DayNumber {
    return this.dates.at(this.forest.firstAbove(bound, initiatives, scales, length));
  }

  private add(share: number): void {
    this.present[share] = 1;
    this.counts[this.shares.initiative[share]!]!++;
    this.addAll(share, 1);
  }

  private remove(share: number): void {
    const initiative = this.shares.initiative[share]!;
    this.present[share] = 0;
    this.counts[initiative]!--;
    this.addAll(share, -1);
    // What is taken out leaves a residue of its own size; where it outweighed the rest, the rest is summed anew.
    const outweighed = this.shares.weight[share]! > this.weight[initiative]!;
    if (outweighed || this.counts[initiative] === 0) this.sumAnew(share);
  }

  private addAll(share: number, sign: 1 | -1): void {
    const initiative = this.shares.initiative[share]!;
    const amount = sign * this.shares.weight[share]!;
    this.forest.add(initiative, this.shares.place[share]!, amount);
    this.weight[initiative]! += amount;
    this.addRest(share, sign);
  }

  private addRest(share: number, sign: 1 | -1): void {
    const { shares } = this;
    const initiative = shares.initiative[share]!;
    const amount = sign * shares.weight[share]!;
    if (shares.achieved[share] === 1) this.earned[initiative]! += amount;
    if (shares.overdue[share] === 1) this.overdue[initiative]! += amount;
    this.days[initiative]! += amount * shares.days[share]!;
  }

  /** Sums the initiative of a share from those that count. */
  private sumAnew(share: number): void {
    const of = this.shares.initiative;
    const initiative = of[share]!;
    this.forest.clear(initiative);
    for (const sums of [this.weight, this.earned, this.days, this.overdue]) sums[initiative] = 0;
    let first = share;
    while (first > 0 && of[first - 1] === initiative) first--;
    for (let i = first; i < this.shares.length && of[i] === initiative; i++) if (this.present[i] === 1) this.addAll(i, 1);
  }
}
