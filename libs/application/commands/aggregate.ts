import type { Command, Decider, Refusal } from '#event-sourcing/decider.js';
import type { Fact } from '#event-sourcing/event.js';
import type { Program } from '#domain/program/state.js';
import type { LookUps } from './look-ups.js';
import type { MadeIds } from './made-ids.js';

/** How the commands of one aggregate find their stream, their program and their decider. */
export interface Aggregate<C extends Command, State, F extends Fact> {
  readonly commands: readonly C['type'][];
  readonly decider: Decider<C, State, F, Program>;
  /** Whether its stream is the program's. */
  readonly isProgram: boolean;
  stream(command: C): string;
  /** The program that it belongs to, by the command or the state; a refusal where there is nothing to belong to one. */
  programId(command: C, state: State): string | Refusal;
  /** Whether the command begins a program, so that there need not be one. */
  charters?(command: C): boolean;
  /** The time zone that a chartering asks for. */
  timeZone?(command: C): string | undefined;
  readonly madeIds: MadeIds<C>;
  readonly lookUps: LookUps<C>;
}

export const programStream = (programId: string): string => `program-${programId}`;

export const timeZoneOf = (program: Program): string => (program.status === 'NONE' ? 'UTC' : program.timeZone);
