import { deepStrictEqual } from 'node:assert';
import { type Circumstances, type Command, type Decider, isRefusal, type Refusal, type Warning } from '../commands/decider.js';
import type { EventMetadata, Fact, Recorded } from '../event.js';
import { aRecorded, atNoon } from './an-event.js';

const NO_COMMAND = '00000000-0000-7000-8000-000000000000';

/** A fact of a spec's history, with metadata where it differs from the default. */
export interface Happened<F extends Fact> {
  readonly fact: F;
  readonly metadata: Partial<EventMetadata>;
}

/** A fact that became known on `day`, at noon. */
export const on = <F extends Fact>(day: string, fact: F, metadata: Partial<EventMetadata> = {}): Happened<F> => ({
  fact,
  metadata: { ...atNoon(day), ...metadata },
});

export interface SpecOptions<Program> {
  readonly stream: string;
  readonly programId: string;
  /** The program's state that decisions see by default; if it is missing, the decider's own state. */
  readonly program?: Program;
  /** The default day on which facts become known and commands are decided. */
  readonly today: string;
  readonly actor?: string;
}

export interface GivenContext<Program> extends Partial<Circumstances> {
  readonly program?: Program;
}

/**
 * For specs of deciders: given a history, when a command is decided, then exactly these facts or this refusal. An empty list means that
 * nothing changes. @throws AssertionError with the difference
 */
export class DeciderSpec<C extends Command, State, F extends Fact, Program> {
  constructor(
    private readonly decider: Decider<C, State, F, Program>,
    private readonly options: SpecOptions<Program>,
  ) {}

  /** The state that a history leads to. */
  state(history: readonly (F | Happened<F>)[]): State {
    return history
      .map((entry, revision) => this.recorded('fact' in entry ? entry : { fact: entry, metadata: {} }, revision))
      .reduce((state, event) => this.decider.evolve(state, event), this.decider.initialState);
  }

  given(history: readonly (F | Happened<F>)[]) {
    const state = this.state(history);
    return {
      when: (command: C, occasion: GivenContext<Program> = {}) => {
        const { decision, warnings } = this.decide(command, state, occasion);
        return {
          decision,
          then: (expected: readonly F[] | Refusal): void => deepStrictEqual(decision, expected),
          /** Expects that the command is executed with these warnings: each a code and the path of an input member. */
          warned: (...expected: readonly (readonly string[])[]): void => {
            deepStrictEqual(isRefusal(decision) ? decision : 'done', 'done');
            deepStrictEqual(
              warnings.map(({ warned, field }) => [warned, ...field]),
              expected,
            );
          },
          /** Expects a refusal with this code about this input member. */
          refused: (code: string, ...field: readonly string[]): void =>
            deepStrictEqual(decision, field.length === 0 ? { refused: code } : { refused: code, field }),
        };
      },
    };
  }

  /** The types of the facts that the command gives after a history, or the code of its refusal. */
  outcome(history: readonly (F | Happened<F>)[], command: C, occasion: GivenContext<Program> = {}): readonly string[] | string {
    const { decision } = this.decide(command, this.state(history), occasion);
    return isRefusal(decision) ? decision.refused : decision.map((fact) => fact.type);
  }

  private decide(
    command: C,
    state: State,
    occasion: GivenContext<Program>,
  ): { readonly decision: readonly F[] | Refusal; readonly warnings: readonly Warning[] } {
    const { program = this.options.program ?? (state as unknown as Program), ...circumstances } = occasion;
    const today = circumstances.today ?? this.options.today;
    const at = {
      actor: this.options.actor ?? 'someone',
      commandId: '00000000-0000-7000-8000-000000000001',
      occurredAt: `${today}T12:00:00.000Z`,
      ...circumstances,
      today,
    };
    const decision = this.decider.decide(command, state, program, at);
    return { decision, warnings: isRefusal(decision) ? [] : (this.decider.warnings?.(command, decision, state, program, at) ?? []) };
  }

  private recorded({ fact, metadata }: Happened<F>, revision: number): Recorded<F> {
    const { stream, programId, today, actor = 'someone' } = this.options;
    const id = `00000000-0000-7000-8000-${String(revision).padStart(12, '0')}`;
    return aRecorded(fact, stream, revision, { id, programId, actor, on: today, commandId: NO_COMMAND, ...metadata });
  }
}
