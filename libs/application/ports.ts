import type { LocalDate } from '#domain/calendar.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';

/** What the write side reads from the read models: documents that the command's own streams do not contain. */
export interface ProgramViews {
  /**
   * Waits until the views have passed everything that the store held at the time of the call. @returns false: timeout, or a view has
   * stopped
   */
  waitForHead(timeoutMs: number): Promise<boolean>;
  /** The documents of all initiatives of a program, in any order. */
  initiativesOf(programId: string): Promise<readonly InitiativeState[]>;
  /** The active programs that were last evaluated before this date, or never, with their last evaluations: for the weekly schedule. */
  evaluatedBefore(on: LocalDate): Promise<readonly EvaluatedProgram[]>;
}

export interface EvaluatedProgram {
  readonly program: Pick<ProgramState, 'id' | 'status' | 'timeZone' | 'startsOn' | 'recordedAt' | 'importedFrom'>;
  readonly last?: LastEvaluation;
}

export interface LastEvaluation {
  readonly on: string;
  readonly recordedAt: string;
  readonly importedFrom?: string;
}

/** The injection token of the ProgramViews. */
export const PROGRAM_VIEWS = Symbol('PROGRAM_VIEWS');
