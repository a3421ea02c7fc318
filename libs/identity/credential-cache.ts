import { LRUCache } from 'lru-cache';
import type { Holder } from './holder.js';

/** A revocation by another replica holds within a second, so what was looked up is kept for less. */
const KEPT_MS = 900;
const MOST = 10_000;

/** A holder with the instant at which the credential expires by itself. */
interface Kept {
  readonly holder: Holder;
  readonly until: string | undefined;
}

/** Keeps who holds a credential for a moment, because one page asks many times. Nothing is kept about credentials that are not valid. */
export class CredentialCache {
  private readonly kept = new LRUCache<string, Kept>({ max: MOST, ttl: KEPT_MS });

  constructor(private readonly now: () => string) {}

  /** The holder of a valid credential, if it was looked up a moment ago. @param hash the SHA-256 of the credential */
  find(hash: Buffer): Holder | undefined {
    const kept = this.kept.get(hash.toString('base64'));
    return kept && (kept.until === undefined || this.now() < kept.until) ? kept.holder : undefined;
  }

  /** @param until when the credential expires by itself, RFC 3339; undefined: never */
  keep(hash: Buffer, holder: Holder, until?: string): void {
    this.kept.set(hash.toString('base64'), { holder, until });
  }

  /** Call after a revocation in this process, which then holds at once. */
  clear(): void {
    this.kept.clear();
  }
}
