import type { Fact, Recorded } from './event.js';

/** The circumstances of a command, given to `decide` from outside: a decider has no clock, no randomness and no I/O. */
export interface Circumstances {
  readonly actor: string;
  readonly commandId: string;
  /** What the event's `occurredAt` is going to be: the later of now (an import: its own instant) and the stream's last. */
  readonly occurredAt: string;
  /** Its date in the program's time zone: "today" for every rule that asks. */
  readonly today: string;
  /** Set on imports; reasons and rules may differ for history. */
  readonly importedFrom?: string;
}

export interface Command<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** A refusal is a value. `refused` is stable and listed in the catalogue. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  /** The path in the input that it is about. */
  readonly field?: readonly string[];
  /** What was found there, where the reader may not see the input. */
  readonly given?: string;
}

/** What is odd about a command that was done. `warned` is stable and listed in the catalogue of refusals. */
export interface Warning<Code extends string = string> {
  readonly warned: Code;
  /** The path in the input that it is about. */
  readonly field: readonly string[];
}

export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value;

/**
 * The write side of one aggregate. `Program` is the state of the program that the stream belongs to (for the program
 * itself: its own state once more); a decider sees nothing else.
 */
export interface Decider<C extends Command, State, F extends Fact, Program> {
  readonly initialState: State;
  /** Total: an event type that it does not know leaves the state as it was. */
  evolve(state: State, event: Recorded<F>): State;
  /** An empty list: nothing changes, no error. */
  decide(command: C, state: State, program: Program, at: Circumstances): readonly F[] | Refusal;
  /** What is odd about a command that was decided so. */
  warnings?(command: C, facts: readonly F[], state: State, program: Program, at: Circumstances): readonly Warning[];
}
