import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';

/** What the write side asks of the read models: documents that one command's own streams do not hold. */
export interface ProgramViews {
  /** Waits until the views have passed the events that the store held when it was asked; false: the time was up or a view has stopped. */
  waitForHead(timeoutMs: number): Promise<boolean>;
  /** The documents of all initiatives of a program, in any order. */
  initiativesOf(programId: string): Promise<readonly InitiativeState[]>;
  /** Every program with its last evaluation, for the weekly schedule. */
  evaluatedPrograms(): Promise<readonly EvaluatedProgram[]>;
}

export interface EvaluatedProgram {
  readonly program: ProgramState;
  readonly last?: LastEvaluation;
}

export interface LastEvaluation {
  readonly on: string;
  readonly recordedAt: string;
  readonly importedFrom?: string;
}

/** The token under which it is injected. */
export const PROGRAM_VIEWS = Symbol('PROGRAM_VIEWS');
