import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';

/** A program with all its initiatives, oldest first: everything that its balance depends on. */
export interface ProgramWithInitiatives {
  readonly program: ProgramState;
  readonly initiatives: readonly InitiativeState[];
}
