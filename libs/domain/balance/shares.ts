const GROWTH = 2;

/** A share lies in no phase and is worth nothing: the milestone is not in scope. */
export const OUT_OF_SCOPE = -1;

/**
 * What milestones count for, one share after the other in columns: the share of one milestone from one date of a sweep
 * until its next share. Those of an initiative lie next to each other, those of a milestone in the order of dates.
 */
export class Shares {
  length = 0;
  /** The index of the date from which it counts. */
  slot = new Int32Array(1024);
  initiative = new Int32Array(1024);
  /** The share of the same milestone that it takes the place of; -1: none. */
  previous = new Int32Array(1024);
  /** Raw weight, before the initiative's is shared out. */
  weight = new Float64Array(1024);
  /** Of the baseline, among the baseline dates; OUT_OF_SCOPE. */
  place = new Int32Array(1024);
  /** Days from the baseline to the achievement, else to the forecast, else, where it has passed, to the start. */
  days = new Int32Array(1024);
  achieved = new Uint8Array(1024);
  /** Not achieved, and forecast for no later day. */
  overdue = new Uint8Array(1024);

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
      this.overdue[a] === this.overdue[b]
    );
  }

  private grow(): void {
    const size = this.slot.length * GROWTH;
    const integers = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(size);
      to.set(from);
      return to;
    };
    const flags = (from: Uint8Array): Uint8Array<ArrayBuffer> => {
      const to = new Uint8Array(size);
      to.set(from);
      return to;
    };
    const weight = new Float64Array(size);
    weight.set(this.weight);
    this.slot = integers(this.slot);
    this.initiative = integers(this.initiative);
    this.previous = integers(this.previous);
    this.weight = weight;
    this.place = integers(this.place);
    this.days = integers(this.days);
    this.achieved = flags(this.achieved);
    this.overdue = flags(this.overdue);
  }
}
