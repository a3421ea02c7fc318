/**
 * Long work of one thread, cut into slices of time: between two slices everything else of the event loop has its turn. Those who work
 * side by side take turns, step by step.
 */
export class TimeSlices {
  /** The one whose turn is next comes first. */
  private readonly waiting = new Map<object, (() => void)[]>();
  private begunAt = -Infinity;

  /** @param sliceMs how long all of them together may work on end @param now Milliseconds of a clock that only goes forwards. */
  constructor(
    private readonly sliceMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** To be asked before each step of the work. @returns nothing where it may go on at once, else what to wait for */
  turn(of: object): Promise<void> | undefined {
    if (this.waiting.size === 0) {
      const now = this.now();
      // Where nobody waited for long, this is the first step in a while; it is known to be so after the next turn of the loop.
      if (this.begunAt === -Infinity) this.begin(now);
      if (now - this.begunAt < this.sliceMs) return undefined;
    }
    return new Promise((resolve) => {
      const mine = this.waiting.get(of);
      if (mine) mine.push(resolve);
      else this.waiting.set(of, [resolve]);
    });
  }

  /** A slice ends with the turn of the event loop in which it was used up. */
  private begin(now: number): void {
    this.begunAt = now;
    setImmediate(() => this.goOn());
  }

  private goOn(): void {
    if (this.waiting.size === 0) {
      this.begunAt = -Infinity;
      return;
    }
    this.begin(this.now());
    this.step();
  }

  private step(): void {
    const [first] = this.waiting;
    if (!first) return;
    const [of, steps] = first;
    this.waiting.delete(of);
    // The step asked for last: what is nested is finished before what lies beside it begins, and little waits at one time.
    const resolve = steps.pop()!;
    if (steps.length > 0) this.waiting.set(of, steps);
    resolve();
    // When no promise has anything left to do, the step is done.
    void Promise.resolve().then(() =>
      process.nextTick(() => {
        if (this.now() - this.begunAt < this.sliceMs) this.step();
      }),
    );
  }
}
