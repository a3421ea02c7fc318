import { LIMITS } from '../limits/limits.js';

/**
 * How many messages and pings of one socket are answered: a burst, then so many a second (a token bucket). Before it is known who is
 * there, a handful in all.
 */
export class MessageAllowance {
  #left: number = LIMITS.messageBurst;
  #early: number = LIMITS.messagesBeforeInit;
  #at: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.#at = now();
  }

  /** Counts one more. @returns false where it is one too many */
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
