import type { Fact, Recorded } from '../event.js';

/** The circumstances of a command, given to `decide` from outside: a decider has no clock, no randomness and no I/O. */
export interface Circumstances {
  readonly actor: string;
  readonly commandId: string;
  /** The `occurredAt` of the events to come: the later of now (for an import: its own instant) and the stream's last event. */
  readonly occurredAt: string;
  /** The date of `occurredAt` in the program's time zone: "today" for every rule. */
  readonly today: string;
  /** The source of an imported history; some reasons and rules differ for imports. */
  readonly importedFrom?: string;
}

export interface Command<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** A refusal is a value, not an exception. `refused` is a stable code listed in the catalogue. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  /** The path of the input member that the refusal is about. */
  readonly field?: readonly string[];
  /** The value found there, for a reader who may not see the input. */
  readonly given?: string;
}

/** A remark about a command that was executed. `warned` is a stable code listed in the catalogue of refusals. */
export interface Warning<Code extends string = string> {
  readonly warned: Code;
  /** The path of the input member that the warning is about. */
  readonly field: readonly string[];
}

export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value;

/**
 * The write side of one aggregate. `Program` is the state of the program that the stream belongs to (for the program aggregate: its own
 * state); a decider sees nothing else.
 */
export interface Decider<C extends Command, State, F extends Fact, Program> {
  readonly initialState: State;
  /** Total: an unknown event type leaves the state as it was. */
  evolve(state: State, event: Recorded<F>): State;
  /** Returns the new facts or a refusal. An empty list is no error: nothing changes. */
  decide(command: C, state: State, program: Program, at: Circumstances): readonly F[] | Refusal;
  /** Remarks about a command that was decided with these facts. */
  warnings?(command: C, facts: readonly F[], state: State, program: Program, at: Circumstances): readonly Warning[];
}
