import { LIMITS } from '../limits/limits.js';

/**
 * Limits how many messages and pings of one socket are answered: a burst, then so many per second (a token bucket). Before the client has
 * identified itself, only a handful in total.
 */
export class MessageAllowance {
  #left: number = LIMITS.messageBurst;
  #early: number = LIMITS.messagesBeforeInit;
  #at: number;

  /** @param now a monotonic clock in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.#at = now();
  }

  /** Counts one more message. @returns false if it exceeds the limit */
  take(acknowledged: boolean): boolean {
    if (!acknowledged) return this.#early-- > 0;
    const now = this.now();
    this.#left = Math.min(LIMITS.messageBurst, this.#left + ((now - this.#at) / 1_000) * LIMITS.messagesPerSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
