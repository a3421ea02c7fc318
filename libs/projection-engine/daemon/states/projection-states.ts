import type { Position } from '#event-sourcing/event.js';
import { beginning } from '../../checkpoints/checkpoints.js';
import { PositionWaiters } from '../../checkpoints/position-waiters.js';
import type { ProjectionState } from './projection-state.js';

/** The projection states of a process and the waiters for them: what live views and replica views share. */
export class ProjectionStates {
  readonly waiters = new PositionWaiters();

  constructor(public all: readonly ProjectionState[] = []) {}

  /** Finds a projection's state by name. @throws Error for an unknown name */
  named(name: string): ProjectionState {
    const state = this.all.find((one) => one.name === name);
    if (!state) throw new Error(`there is no projection "${name}"`);
    return state;
  }

  /** Returns one or several names as a list. @throws Error for an unknown name */
  names(name: string | readonly string[]): string[] {
    return (typeof name === 'string' ? [name] : name).map((one) => this.named(one).name);
  }

  /** Gives the last position that all selected projections have passed; undefined: none. */
  headOf(which: (state: ProjectionState) => boolean): Position | undefined {
    const positions = this.all.filter(which).map(({ position }) => position);
    const head = positions.reduce((a, b) => (a < b ? a : b), positions[0] ?? beginning);
    return head === beginning ? undefined : head;
  }

  /** @see Views.waitFor */
  async waitFor(position: Position, names: readonly string[], timeoutMs: number): Promise<'passed' | 'pending'> {
    const states = names.map((name) => this.named(name));
    return this.waiters.wait(position, states, timeoutMs);
  }
}
