import type { DayNumber } from '../../calendar.js';
import type { BaselineDates } from './baseline-dates.js';
import { FenwickForest } from './fenwick-forest.js';
import { OUT_OF_SCOPE, type Shares } from '../shares.js';

/**
 * Raw sums of every initiative of a program: weights by baseline date, earned weight, weighted slip, late weight. They are multiplied by
 * W/Σw when read, so that adding or removing a milestone is one update and not one for each of its siblings.
 */
export class InitiativeSums {
  private readonly forest: FenwickForest;
  /** How many milestones are open, by baseline date. */
  private readonly open: FenwickForest;
  private readonly ones: Float64Array;
  private readonly counts: Int32Array;
  /** 1 for shares that count at present. */
  private readonly present: Uint8Array;
  /** The raw weight of each initiative's milestones in scope, Σw. */
  readonly weight: Float64Array;
  /** The raw weight of each initiative's achieved milestones, Σw. */
  readonly earned: Float64Array;
  /** The part of each initiative's slip that does not change from day to day, Σw·days. */
  readonly days: Float64Array;
  /** The weight Σw of milestones that slip one day more every day: not achieved, and not forecast for a later day. */
  readonly overdue: Float64Array;
  /** The weight Σw of open milestones whose baseline is before the day. */
  readonly late: Float64Array;
  /** The days from the sweep's start to the baseline, weighted and summed over late milestones: Σw·days. */
  readonly lateSince: Float64Array;
  private readonly lateCounts: Int32Array;
  private changed: number[] = [];
  private readonly isChanged: Uint8Array;

  /** @param start the day from which `lateSince` counts */
  constructor(
    initiatives: number,
    private readonly dates: BaselineDates,
    private readonly shares: Shares,
    private readonly start: DayNumber,
  ) {
    this.forest = new FenwickForest(initiatives, dates.length);
    this.open = new FenwickForest(initiatives, dates.length);
    this.ones = new Float64Array(initiatives).fill(1);
    this.counts = new Int32Array(initiatives);
    this.present = new Uint8Array(shares.length);
    this.weight = new Float64Array(initiatives);
    this.earned = new Float64Array(initiatives);
    this.days = new Float64Array(initiatives);
    this.overdue = new Float64Array(initiatives);
    this.late = new Float64Array(initiatives);
    this.lateSince = new Float64Array(initiatives);
    this.lateCounts = new Int32Array(initiatives);
    this.isChanged = new Uint8Array(initiatives);
  }

  /** Counts a share in the sums, in place of the milestone's previous share. */
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
    this.noteChange(shares.initiative[share]!);
    if (shares.place[share] !== OUT_OF_SCOPE) this.add(share);
    if (previous >= 0 && shares.place[previous] !== OUT_OF_SCOPE) this.remove(previous);
  }

  /** The weight Σw of the initiative's milestones whose baseline is among the first `places` dates. */
  due(initiative: number, places: number): number {
    return this.forest.prefix(initiative, places);
  }

  /** The first baseline date up to which these initiatives, each with its scale, hold more than `bound`. */
  firstDateAbove(bound: number, initiatives: Int32Array, scales: Float64Array, length: number): DayNumber {
    return this.dates.at(this.forest.firstAbove(bound, initiatives, scales, length));
  }

  /** The earliest baseline, on or before a day, of open milestones in these initiatives; undefined: none. */
  firstOpenDate(day: DayNumber, initiatives: Int32Array, length: number): DayNumber | undefined {
    const place = this.open.firstAbove(0, initiatives, this.ones, length);
    return place < this.dates.count(day) ? this.dates.at(place) : undefined;
  }

  /** Returns the initiatives whose scope, baselines or raw weights have changed since the last call. */
  takeChanged(): readonly number[] {
    const { changed } = this;
    if (changed.length === 0) return changed;
    for (const initiative of changed) this.isChanged[initiative] = 0;
    this.changed = [];
    return changed;
  }

  private noteChange(initiative: number): void {
    if (this.isChanged[initiative] === 1) return;
    this.isChanged[initiative] = 1;
    this.changed.push(initiative);
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
    // Subtracting leaves a rounding error in proportion to the subtracted weight. If that was more than what remains, sum again.
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
    else this.open.add(initiative, shares.place[share]!, sign);
    if (shares.overdue[share] === 1) this.overdue[initiative]! += amount;
    this.days[initiative]! += amount * shares.days[share]!;
    if (shares.late[share] === 1) this.addLate(share, sign);
  }

  /** Adds or subtracts late weight. Subtracting leaves a rounding error, so if nothing is late any more the sums are set to 0. */
  private addLate(share: number, sign: 1 | -1): void {
    const initiative = this.shares.initiative[share]!;
    const amount = sign * this.shares.weight[share]!;
    const isAny = (this.lateCounts[initiative]! += sign) > 0;
    this.late[initiative] = isAny ? this.late[initiative]! + amount : 0;
    this.lateSince[initiative] = isAny ? this.lateSince[initiative]! + amount * (this.dates.at(this.shares.place[share]!) - this.start) : 0;
  }

  /** Computes the sums of a share's initiative again from all shares that count. */
  private sumAnew(share: number): void {
    const of = this.shares.initiative;
    const initiative = of[share]!;
    this.forest.clear(initiative);
    this.open.clear(initiative);
    for (const sums of [this.weight, this.earned, this.days, this.overdue, this.late, this.lateSince, this.lateCounts])
      sums[initiative] = 0;
    let first = share;
    while (first > 0 && of[first - 1] === initiative) first--;
    for (let i = first; i < this.shares.length && of[i] === initiative; i++) if (this.present[i] === 1) this.addAll(i, 1);
  }
}
