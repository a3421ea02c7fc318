const GROWTH = 2;
const COLUMNS = ['slot', 'initiative', 'previous', 'weight', 'place', 'days', 'achieved', 'overdue', 'late'] as const;

/** A share lies in no phase and is worth nothing: the milestone is not in scope. */
export const OUT_OF_SCOPE = -1;

/**
 * What milestones count for, one share after the other in columns: the share of one milestone from one day of a sweep
 * until its next share. Those of an initiative lie next to each other, those of a milestone in the order of days.
 */
export class Shares {
  length = 0;
  /** The day from which it counts, as days after the first of the sweep. */
  slot: Int32Array;
  initiative: Int32Array;
  /** The share of the same milestone that it takes the place of; -1: none. */
  previous: Int32Array;
  /** Raw weight, before the initiative's is shared out. */
  weight: Float64Array;
  /** Of the baseline, among the baseline dates; OUT_OF_SCOPE. */
  place: Int32Array;
  /** Days from the baseline to the achievement, else to the forecast, else, where it has passed, to the start. */
  days: Int32Array;
  achieved: Uint8Array;
  /** Not achieved, and forecast for an earlier day. */
  overdue: Uint8Array;
  /** Not achieved, and its baseline is on an earlier day. */
  late: Uint8Array;

  /** @param expected how many there are likely to be; more are welcome */
  constructor(expected: number) {
    const size = Math.max(1, expected);
    this.slot = new Int32Array(size);
    this.initiative = new Int32Array(size);
    this.previous = new Int32Array(size);
    this.weight = new Float64Array(size);
    this.place = new Int32Array(size);
    this.days = new Int32Array(size);
    this.achieved = new Uint8Array(size);
    this.overdue = new Uint8Array(size);
    this.late = new Uint8Array(size);
  }

  /** @returns the index of a new share, to be filled in */
  add(): number {
    if (this.length === this.slot.length) this.grow();
    return this.length++;
  }

  /** Whether two shares count for the same. */
  same(a: number, b: number): boolean {
    return (
      this.place[a] === this.place[b] &&
      this.weight[a] === this.weight[b] &&
      this.days[a] === this.days[b] &&
      this.achieved[a] === this.achieved[b] &&
      this.overdue[a] === this.overdue[b] &&
      this.late[a] === this.late[b]
    );
  }

  private grow(): void {
    const bigger = new Shares(this.slot.length * GROWTH);
    for (const column of COLUMNS) bigger[column].set(this[column]);
    const { slot, initiative, previous, weight, place, days, achieved, overdue, late } = bigger;
    Object.assign(this, { slot, initiative, previous, weight, place, days, achieved, overdue, late });
  }
}
