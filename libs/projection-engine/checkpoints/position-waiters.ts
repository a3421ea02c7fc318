import { pause } from '#async/pause.js';
import type { Position } from '#event-sourcing/event.js';
import type { ProjectionState } from '../daemon/states/projection-state.js';

interface Waiter {
  readonly position: Position;
  readonly projectionStates: readonly ProjectionState[];
  readonly settle: (outcome: 'passed' | 'pending') => void;
}

/** The waiters for a position: each is answered when its projections have passed it (read-your-writes). */
export class PositionWaiters {
  readonly #waiters = new Set<Waiter>();
  #disturb: () => void = () => undefined;

  /**
   * Waits until all these projections have passed the position. @returns `pending`: the time was up, or one of the projections has stopped
   */
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

  /** Pauses for at most so long, to leave the thread to commands. The pause is skipped, or ends early, if somebody waits for a position. */
  async quiet(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#waiters.size > 0) return;
    const disturbed = new AbortController();
    this.#disturb = () => disturbed.abort();
    await pause(milliseconds, signal, disturbed.signal);
    this.#disturb = () => undefined;
  }

  /** Call when a projection has moved or stopped: answers the waiters concerned. */
  look(): void {
    for (const { position, projectionStates, settle } of [...this.#waiters]) {
      const now = outcome(position, projectionStates);
      if (now !== undefined) settle(now);
    }
  }

  /** Answers every waiter: no projection will move any more. */
  close(): void {
    for (const { settle } of [...this.#waiters]) settle('pending');
  }
}

function outcome(position: Position, projectionStates: readonly ProjectionState[]): 'passed' | 'pending' | undefined {
  const behind = projectionStates.filter((projectionState) => projectionState.position < position || !projectionState.current);
  if (behind.length === 0) return 'passed';
  return behind.some(({ state }) => state === 'stopped') ? 'pending' : undefined;
}
