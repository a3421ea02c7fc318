import { pause } from '#async/pause.js';
import type { Position } from '#event-sourcing/event.js';
import type { Follower } from './follower.js';

interface Waiter {
  readonly position: Position;
  readonly followers: readonly Follower[];
  readonly settle: (outcome: 'passed' | 'pending') => void;
}

/** Those who wait for followers to pass a position. */
export class WaitingRoom {
  readonly #waiters = new Set<Waiter>();
  #disturb: () => void = () => undefined;

  /** `pending`: the time was up, or one of them has stopped. */
  wait(position: Position, followers: readonly Follower[], timeoutMs: number): Promise<'passed' | 'pending'> {
    const now = outcome(position, followers);
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve) => {
      const settle: Waiter['settle'] = (result) => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        resolve(result);
      };
      const waiter: Waiter = { position, followers, settle };
      const timer = setTimeout(() => settle('pending'), timeoutMs);
      this.#waiters.add(waiter);
      this.#disturb();
    });
  }

  /** Waits so long at most, not at all while somebody waits here, and no longer once somebody does. */
  async quiet(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#waiters.size > 0) return;
    const disturbed = new AbortController();
    this.#disturb = () => disturbed.abort();
    await pause(milliseconds, signal, disturbed.signal);
    this.#disturb = () => undefined;
  }

  /** Somebody moved or stopped. */
  look(): void {
    for (const { position, followers, settle } of [...this.#waiters]) {
      const now = outcome(position, followers);
      if (now !== undefined) settle(now);
    }
  }

  /** Nobody will move any more. */
  close(): void {
    for (const { settle } of [...this.#waiters]) settle('pending');
  }
}

function outcome(position: Position, followers: readonly Follower[]): 'passed' | 'pending' | undefined {
  const behind = followers.filter((follower) => follower.position < position || !follower.current);
  if (behind.length === 0) return 'passed';
  return behind.some(({ state }) => state === 'stopped') ? 'pending' : undefined;
}
