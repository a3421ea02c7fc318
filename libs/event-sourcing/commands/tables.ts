import type { Circumstances, Command, Refusal } from './decider.js';
import type { Fact, Recorded } from '../event.js';

/** A decision for each command type: a missing type does not compile. */
export type Decisions<C extends Command, State, Event extends Fact, Program, Code extends string = string> = {
  readonly [Type in C['type']]: (
    data: Extract<C, { readonly type: Type }>['data'],
    state: State,
    at: Circumstances,
    program: Program,
  ) => readonly Event[] | Refusal<Code>;
};

/** Decides a command by the table entry of its type. */
export const decideBy = <C extends Command, State, Event extends Fact, Program, Code extends string>(
  decisions: Decisions<C, State, Event, Program, Code>,
  { type, data }: C,
  state: State,
  at: Circumstances,
  program: Program,
): readonly Event[] | Refusal<Code> => decisions[type as C['type']](data, state, at, program);

/** An evolve step for each event type: a missing type does not compile. */
export type EvolveSteps<State, Event extends Fact> = {
  readonly [Type in Event['type']]: (state: State, event: Recorded<Extract<Event, { readonly type: Type }>>) => State;
};

/** The state after an event. A type that is not in the table comes from a later version and leaves the state as it was. */
export const evolveBy = <State, Event extends Fact>(steps: EvolveSteps<State, Event>, state: State, event: Recorded<Event>): State =>
  Object.hasOwn(steps, event.type) ? steps[event.type as Event['type']](state, event as never) : state;

/** The types that a table has entries for. */
export const typesIn = <Type extends string>(table: Readonly<Record<Type, unknown>>): readonly Type[] => Object.keys(table) as Type[];
