const GROWTH = 2;
const COLUMNS = ['slot', 'initiative', 'previous', 'weight', 'place', 'days', 'achieved', 'overdue', 'late'] as const;

/** The `place` of a share that lies in no phase and has no value: its milestone is not in scope. */
export const OUT_OF_SCOPE = -1;

/**
 * What milestones count for, as columns of shares: a share describes one milestone from one day of a sweep until its next share. The shares
 * of an initiative are adjacent, those of a milestone in the order of days.
 */
export class Shares {
  length = 0;
  /** The day from which the share counts, in days since the first day of the sweep. */
  slot: Int32Array;
  initiative: Int32Array;
  /** The index of the milestone's previous share; -1: none. */
  previous: Int32Array;
  /** The raw weight, before it is scaled to the initiative's weight. */
  weight: Float64Array;
  /** The index of the baseline among the baseline dates, or OUT_OF_SCOPE. */
  place: Int32Array;
  /** Days from the baseline to the achievement; if it is open, to the forecast; if the forecast has passed, to the start. */
  days: Int32Array;
  achieved: Uint8Array;
  /** 1 if the milestone is not achieved and its forecast is before the day; otherwise 0. */
  overdue: Uint8Array;
  /** 1 if the milestone is not achieved and its baseline is before the day; otherwise 0. */
  late: Uint8Array;

  /** @param expected the probable number of shares; the columns grow if there are more */
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

  /** Adds a share to be filled in. @returns its index */
  add(): number {
    if (this.length === this.slot.length) this.grow();
    return this.length++;
  }

  /** Whether two shares have the same values. */
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
