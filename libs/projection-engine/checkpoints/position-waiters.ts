import { pause } from '#async/pause.js';
import type { Position } from '#event-sourcing/event.js';
import type { ProjectionState } from '../daemon/projection-state.js';

interface Waiter {
  readonly position: Position;
  readonly projectionStates: readonly ProjectionState[];
  readonly settle: (outcome: 'passed' | 'pending') => void;
}

/** Those who wait for projections to pass a position. */
export class PositionWaiters {
  readonly #waiters = new Set<Waiter>();
  #disturb: () => void = () => undefined;

  /** `pending`: the time was up, or one of them has stopped. */
  wait(position: Position, projectionStates: readonly ProjectionState[], timeoutMs: number): Promise<'passed' | 'pending'> {
    const now = outcome(position, projectionStates);
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve) => {
      const settle: Waiter['settle'] = (result) => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        resolve(result);
      };
      const waiter: Waiter = { position, projectionStates, settle };
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
    for (const { position, projectionStates, settle } of [...this.#waiters]) {
      const now = outcome(position, projectionStates);
      if (now !== undefined) settle(now);
    }
  }

  /** Nobody will move any more. */
  close(): void {
    for (const { settle } of [...this.#waiters]) settle('pending');
  }
}

function outcome(position: Position, projectionStates: readonly ProjectionState[]): 'passed' | 'pending' | undefined {
  const behind = projectionStates.filter((projectionState) => projectionState.position < position || !projectionState.current);
  if (behind.length === 0) return 'passed';
  return behind.some(({ state }) => state === 'stopped') ? 'pending' : undefined;
}
