import { LRUCache } from 'lru-cache';
import { RateLimit } from '../../limits/rate-limit.js';
import { accountOf, keyOf, type Credential } from './credentials.js';

/** Failures in a minute from one address, and of one access token from anywhere: people mistype, programs retry, and neither so often. */
const FROM_ADDRESS = 100;
const OF_ACCOUNT = 10;
/** A credential that was valid within this time is looked up whatever others at its address try. */
const KNOWN_MS = 86_400_000;
const MOST_KNOWN = 10_000;

/**
 * Slows who guesses: after too many failures, credentials that were not valid lately are refused without a look-up until the minute is
 * over. Whether a known one still is valid is looked up each time.
 */
export class FailedAttempts {
  private readonly byAddress: RateLimit;
  private readonly byAccount: RateLimit;
  private readonly blocked = new LRUCache<string, number>({ max: MOST_KNOWN });
  private readonly known = new LRUCache<string, true>({ max: MOST_KNOWN, ttl: KNOWN_MS });

  /** @param now a clock in milliseconds */
  constructor(
    isLimited: boolean,
    private readonly now: () => number = Date.now,
  ) {
    this.byAddress = new RateLimit(isLimited ? FROM_ADDRESS : 0, now);
    this.byAccount = new RateLimit(isLimited ? OF_ACCOUNT : 0, now);
  }

  /** @returns 0, or after how many seconds this credential may be tried again */
  waitFor(credential: Credential, address: string): number {
    // People share an address, and a session's secret cannot be guessed: a guesser must not shut out everybody's browser.
    if (credential.kind === 'session' || this.known.has(keyOf(credential))) return 0;
    return this.waitForKeys(keysOf(credential, address));
  }

  /** @returns 0, or after how many seconds a link may be tried again from this address */
  waitForAddress(address: string): number {
    return this.waitForKeys([`address ${address}`]);
  }

  succeeded(credential: Credential): void {
    this.known.set(keyOf(credential), true);
  }

  failed(credential: Credential, address: string): void {
    this.known.delete(keyOf(credential));
    this.failedFrom(address);
    const account = accountOf(credential);
    if (account !== undefined) this.count(`account ${account}`, this.byAccount);
  }

  /** Counts a failure without a credential that has a name, such as a link that nobody made. */
  failedFrom(address: string): void {
    this.count(`address ${address}`, this.byAddress);
  }

  private waitForKeys(keys: readonly string[]): number {
    const until = Math.max(0, ...keys.map((key) => this.blocked.get(key) ?? 0));
    return Math.max(0, Math.ceil((until - this.now()) / 1_000));
  }

  private count(key: string, limit: RateLimit): void {
    const wait = limit.take(key);
    if (wait > 0) this.blocked.set(key, this.now() + wait * 1_000);
  }
}

function keysOf(credential: Credential, address: string): readonly string[] {
  const account = accountOf(credential);
  return [`address ${address}`, ...(account === undefined ? [] : [`account ${account}`])];
}
