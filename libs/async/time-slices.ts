/**
 * Divides long work of one thread into slices of time: between two slices the event loop turns. Several workers alternate, step by step.
 */
export class TimeSlices {
  /** The waiting steps by worker; the worker whose turn is next comes first. */
  private readonly waiting = new Map<object, (() => void)[]>();
  private begunAt = -Infinity;

  /** @param sliceMs how long all workers together may run without a pause @param now a monotonic clock in milliseconds */
  constructor(
    private readonly sliceMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Call before each step. @returns undefined if the step may run at once, otherwise a promise to await */
  turn(of: object): Promise<void> | undefined {
    if (this.waiting.size === 0) {
      const now = this.now();
      // If nobody waited recently, this is the first step after a pause; the next turn of the event loop confirms that.
      if (this.begunAt === -Infinity) this.begin(now);
      if (now - this.begunAt < this.sliceMs) return undefined;
    }
    return new Promise((resolve) => {
      const mine = this.waiting.get(of);
      if (mine) mine.push(resolve);
      else this.waiting.set(of, [resolve]);
    });
  }

  /** Begins a slice, which ends with the turn of the event loop in which it was used up. */
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
    // The most recently requested step goes first: nested work finishes before work beside it begins, so that little waits at one time.
    const resolve = steps.pop()!;
    if (steps.length > 0) this.waiting.set(of, steps);
    resolve();
    // The step is done when all promise callbacks have run.
    void Promise.resolve().then(() =>
      process.nextTick(() => {
        if (this.now() - this.begunAt < this.sliceMs) this.step();
      }),
    );
  }
}
