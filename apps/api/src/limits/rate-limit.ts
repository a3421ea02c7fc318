const WINDOW_MS = 60_000;

/** Counts requests by key in windows of one minute. A key is who asks: a person whose token was good, else an address. */
export class RateLimit {
  private counts = new Map<string, number>();
  private ends = 0;

  /** @param most Of one key in one window; 0: no limit. @param now Milliseconds of a clock. */
  constructor(
    private readonly most: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one more. @returns 0, or the seconds after which to ask again where it is one too many */
  take(key: string): number {
    if (this.most === 0) return 0;
    const now = this.now();
    if (now >= this.ends || now < this.ends - WINDOW_MS) {
      this.counts = new Map();
      this.ends = now + WINDOW_MS;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count <= this.most ? 0 : Math.ceil((this.ends - now) / 1_000);
  }
}
