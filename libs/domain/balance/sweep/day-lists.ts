import { toDay, type DayNumber } from '../../calendar.js';
import type { Withdrawal } from '../../initiative/state.js';

/**
 * A list of days with numbers beside them that is emptied and refilled for each milestone. `length` is kept separately: an array cut to
 * length 0 would free its memory and allocate it again ten thousand times.
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

/** Versions of a number with the day since which each is in force. */
export class Versions extends DayList {
  push(since: DayNumber, value: number): void {
    this.append(since);
    this.append(value);
  }

  get first(): number {
    return this.numbers[1]!;
  }

  /** The version in force at the end of the day; before the first version, the first one. */
  inForce(day: DayNumber): number {
    const { numbers } = this;
    let i = this.length - 2;
    while (i > 0 && numbers[i]! > day) i -= 2;
    return numbers[i + 1]!;
  }

  /** Calls back with the days on which later versions than the first begin. */
  eachChange(on: (day: DayNumber) => void): void {
    for (let i = 2; i < this.length; i += 2) on(this.numbers[i]!);
  }

  eachValue(on: (value: number) => void): void {
    for (let i = 1; i < this.length; i += 2) on(this.numbers[i]!);
  }
}

/** Periods in which something holds, each with its first day, the day after its last, and the date that it refers to. */
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

  /** The date that the last period containing the day refers to; Infinity: no period contains it. */
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
