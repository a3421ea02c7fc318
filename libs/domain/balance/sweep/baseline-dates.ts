import { toDay, type DayNumber } from '../../calendar.js';
import type { InitiativeState } from '../../initiative/state.js';
import type { Steps } from '../../steps.js';

/** Every baseline date of a program, in order and without duplicates: the places of the Fenwick trees. */
export class BaselineDates {
  private readonly days: Int32Array;
  /** How many of the baseline dates are on or before the day `first` + index. */
  private readonly counts: Int32Array;
  private readonly first: DayNumber;

  static *of(initiatives: readonly InitiativeState[]): Steps<BaselineDates> {
    return new BaselineDates(yield* baselineDays(initiatives));
  }

  private constructor(all: readonly DayNumber[]) {
    let first = Infinity;
    let last = -Infinity;
    for (const day of all) {
      if (day < first) first = day;
      if (day > last) last = day;
    }
    this.first = first;
    this.counts = new Int32Array(all.length === 0 ? 0 : last - first + 1);
    for (const day of all) this.counts[day - first] = 1;
    for (let i = 1; i < this.counts.length; i++) this.counts[i]! += this.counts[i - 1]!;
    this.days = new Int32Array(this.count(last));
    for (let i = this.counts.length - 1; i >= 0; i--) this.days[this.counts[i]! - 1] = first + i;
  }

  get length(): number {
    return this.days.length;
  }

  at(place: number): DayNumber {
    return this.days[Math.min(place, this.days.length - 1)]!;
  }

  /** How many baseline dates are on or before a day. */
  count(day: DayNumber): number {
    if (day < this.first || this.counts.length === 0) return 0;
    return this.counts[Math.min(day - this.first, this.counts.length - 1)]!;
  }
}

function* baselineDays(initiatives: readonly InitiativeState[]): Steps<DayNumber[]> {
  const days: DayNumber[] = [];
  for (const { milestones } of initiatives) {
    for (let m = 0; m < milestones.length; m++) {
      const { baselines } = milestones[m]!;
      for (let i = 0; i < baselines.length; i++) days.push(toDay(baselines[i]!.date));
    }
    yield;
  }
  return days;
}
