import type { DayNumber } from '../../calendar.js';

/**
 * A number that changes from day to day, kept only as far as the question "since when has it been above this?" needs it: of the
 * steps that have ended, those that no later step has gone below. They rise from the oldest to the newest, so that the answer is a
 * binary search, and n changes cost O(n) together.
 */
export class StepHistory {
  private readonly values: number[] = [];
  /** The day on which each step ended: the next one's first. */
  private readonly endedOn: DayNumber[] = [];
  private value = NaN;

  /** @param from the first day of the history */
  constructor(private readonly from: DayNumber) {}

  /** @param day later than that of every change before; the first one is on the first day */
  change(day: DayNumber, value: number): void {
    const { values, endedOn } = this;
    if (value === this.value) return;
    if (day > this.from) {
      while (values.length > 0 && values[values.length - 1]! >= this.value) {
        values.pop();
        endedOn.pop();
      }
      values.push(this.value);
      endedOn.push(day);
    }
    this.value = value;
  }

  /** The first day of the unbroken stretch of days up to now on which the number has been above a bound that it is above now. */
  aboveSince(bound: number): DayNumber {
    const { values, endedOn } = this;
    let below = 0;
    for (let above = values.length; below < above;) {
      const middle = (below + above) >> 1;
      if (values[middle]! > bound) above = middle;
      else below = middle + 1;
    }
    return below === 0 ? this.from : endedOn[below - 1]!;
  }
}
