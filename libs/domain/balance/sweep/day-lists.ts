import { toDay, type DayNumber } from '../../calendar.js';
import type { Withdrawal } from '../../initiative/state.js';

/**
 * A list of days, each with numbers beside it, that is emptied and filled again for the next milestone. `length` is kept
 * here: an array that is cut to nothing gives its memory back and would have to ask for it ten thousand times.
 */
abstract class DayList {
  protected readonly numbers: number[] = [];
  protected length = 0;

  clear(): void {
    this.length = 0;
  }

  protected append(number: number): void {
    this.numbers[this.length++] = number;
  }
}

/** Versions of a number, by the day since which each is in force. */
export class Versions extends DayList {
  push(since: DayNumber, value: number): void {
    this.append(since);
    this.append(value);
  }

  get first(): number {
    return this.numbers[1]!;
  }

  /** At the end of the day; the first reaches back. */
  inForce(day: DayNumber): number {
    const { numbers } = this;
    let i = this.length - 2;
    while (i > 0 && numbers[i]! > day) i -= 2;
    return numbers[i + 1]!;
  }

  /** The days since which later versions than the first are in force. */
  eachChange(on: (day: DayNumber) => void): void {
    for (let i = 2; i < this.length; i += 2) on(this.numbers[i]!);
  }

  eachValue(on: (value: number) => void): void {
    for (let i = 1; i < this.length; i += 2) on(this.numbers[i]!);
  }
}

/** Stretches in which something holds, from a day until the day before another, and the day that each is about. */
export class Stretches extends DayList {
  push(from: DayNumber, until: DayNumber, about: DayNumber): void {
    this.append(from);
    this.append(until);
    this.append(about);
  }

  load(withdrawals: readonly Withdrawal[]): void {
    this.clear();
    for (let i = 0; i < withdrawals.length; i++) {
      const { from, until } = withdrawals[i]!;
      const day = toDay(from);
      this.push(day, until === undefined ? Infinity : toDay(until), day);
    }
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  /** What the last stretch that a day lies in is about; Infinity: it lies in none. */
  about(day: DayNumber): DayNumber {
    const { numbers } = this;
    for (let i = this.length - 3; i >= 0; i -= 3) if (numbers[i]! <= day && day < numbers[i + 1]!) return numbers[i + 2]!;
    return Infinity;
  }

  eachChange(on: (day: DayNumber) => void): void {
    for (let i = 0; i < this.length; i += 3) {
      on(this.numbers[i]!);
      on(this.numbers[i + 1]!);
    }
  }
}
