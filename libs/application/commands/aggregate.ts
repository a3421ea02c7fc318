import type { Command, Decider, Refusal } from '#event-sourcing/commands/decider.js';
import type { Fact } from '#event-sourcing/event.js';
import type { Program } from '#domain/program/state.js';
import type { LookUps } from './look-ups.js';
import type { Setting } from './policy.js';
import type { MadeIds } from './made-ids.js';

/** How the commands of one aggregate find their stream, their program and their decider. */
export interface Aggregate<C extends Command, State, F extends Fact> {
  readonly commands: readonly C['type'][];
  /** The types of its events. */
  readonly events: readonly F['type'][];
  readonly decider: Decider<C, State, F, Program>;
  /** Whether the aggregate's stream is the program's stream. */
  readonly isProgram: boolean;
  stream(command: C): string;
  /** The id of the program that the aggregate belongs to, from the command or the state; a refusal if the aggregate does not exist. */
  programId(command: C, state: State): string | Refusal;
  /** The refusal for a person who may not know that the aggregate or its program exists. */
  notFound(command: C): Refusal;
  /** What of the state the policy needs to judge a command. */
  about(state: State): Pick<Setting, 'initiative' | 'drift'>;
  /** Whether the command charters a program, so that none has to exist yet. */
  charters?(command: C): boolean;
  /** The time zone in a command that charters a program. */
  timeZone?(command: C): string | undefined;
  readonly madeIds: MadeIds<C>;
  readonly lookUps: LookUps<C>;
}

export const programStream = (programId: string): string => `program-${programId}`;

export const timeZoneOf = (program: Program): string => (program.status === 'NONE' ? 'UTC' : program.timeZone);
