import { LRUCache } from 'lru-cache';
import type { Holder } from './holder.js';

/** A revocation by another replica holds within a second, so what was looked up is kept for less. */
const KEPT_MS = 900;
const MOST = 10_000;

/** What a look-up found: the holder, and the instant at which the credential expires by itself. */
interface Found {
  readonly holder: Holder;
  /** RFC 3339; undefined: never. */
  readonly until: string | undefined;
}

/** Keeps who holds a credential for a moment, because one page asks many times. Nothing is kept about credentials that are not valid. */
export class CredentialCache {
  private readonly kept: LRUCache<string, Found>;
  private revocations = 0;

  /** @param timer measures how long something was kept, in milliseconds */
  constructor(
    private readonly now: () => string,
    private readonly timer: { now(): number } = performance,
  ) {
    this.kept = new LRUCache({ max: MOST, ttl: KEPT_MS, ttlResolution: 0, perf: timer });
  }

  /**
   * The holder of a credential: the one that was found a moment ago, otherwise what `lookUp` finds now.
   * @param hash the SHA-256 of the credential
   */
  async holder(hash: Buffer, lookUp: () => Promise<Found | undefined>): Promise<Holder | undefined> {
    const key = hash.toString('base64');
    const kept = this.kept.get(key);
    if (kept && (kept.until === undefined || this.now() < kept.until)) return kept.holder;
    // What the database answers is as old as the question: a slow answer is kept for less.
    const start = this.timer.now();
    const { revocations } = this;
    const found = await lookUp();
    // A credential that was revoked meanwhile may have been read before.
    if (found && revocations === this.revocations) this.kept.set(key, found, { start });
    return found?.holder;
  }

  /** Call after a revocation in this process, which then holds at once. */
  clear(): void {
    this.revocations += 1;
    this.kept.clear();
  }
}
