import { toDay, type DayNumber } from '../calendar.js';
import type { InitiativeState } from '../initiative/state.js';

/** Every baseline date of a program, in order and once each: the places of its Fenwick trees. */
export class BaselineDates {
  private readonly days: Int32Array;
  /** How many of the days are on or before `first` + index. */
  private readonly counts: Int32Array;
  private readonly first: DayNumber;

  constructor(initiatives: readonly InitiativeState[]) {
    const range = rangeOf(initiatives);
    this.first = range.first;
    this.counts = new Int32Array(Math.max(0, range.last - range.first + 1));
    eachBaseline(initiatives, (day) => (this.counts[day - this.first] = 1));
    for (let i = 1; i < this.counts.length; i++) this.counts[i]! += this.counts[i - 1]!;
    this.days = new Int32Array(this.count(range.last));
    for (let i = this.counts.length - 1; i >= 0; i--) this.days[this.counts[i]! - 1] = this.first + i;
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

function eachBaseline(initiatives: readonly InitiativeState[], on: (day: DayNumber) => void): void {
  for (const { milestones } of initiatives)
    for (const { baselines } of milestones) for (let i = 0; i < baselines.length; i++) on(toDay(baselines[i]!.date));
}

function rangeOf(initiatives: readonly InitiativeState[]): { first: DayNumber; last: DayNumber } {
  let first = Infinity;
  let last = -Infinity;
  eachBaseline(initiatives, (day) => {
    if (day < first) first = day;
    if (day > last) last = day;
  });
  return first > last ? { first: 0, last: -1 } : { first, last };
}
