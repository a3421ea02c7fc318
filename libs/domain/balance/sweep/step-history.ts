import type { DayNumber } from '../../calendar.js';

/**
 * A number that changes from day to day, kept only as far as the question "since when has it been above this bound?" needs: of the finished
 * steps, those that no later step is below. They rise from oldest to newest, so that the answer is a binary search, and n changes cost O(n)
 * together.
 */
export class StepHistory {
  private readonly values: number[] = [];
  /** The day after the last day of each step. */
  private readonly endedOn: DayNumber[] = [];
  private value = NaN;

  /** @param from the first day of the history */
  constructor(private readonly from: DayNumber) {}

  /** @param day later than the days of all earlier changes; the first change is on the first day */
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

  /** The first day of the current unbroken period in which the number has been above a bound. The number must be above it now. */
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
