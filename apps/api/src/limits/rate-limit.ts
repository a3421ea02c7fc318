const WINDOW_MS = 60_000;

/** Counts requests in windows of one minute, by key: the person of a valid token, otherwise the address. */
export class RateLimit {
  private counts = new Map<string, number>();
  private ends = 0;

  /** @param most the limit for one key in one window; 0: no limit @param now a clock in milliseconds */
  constructor(
    private readonly most: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one more request. @returns 0, or after how many seconds to ask again if it exceeds the limit */
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
