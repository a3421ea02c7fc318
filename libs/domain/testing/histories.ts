import type { Fact, Recorded } from '#event-sourcing/event.js';
import { aRecorded } from '#testing/event-sourcing/an-event.js';
import { evolve as evolveInitiative } from '../initiative/evolve.js';
import { noInitiative, type Initiative, type InitiativeState } from '../initiative/state.js';
import type { InitiativeEvent } from '../initiative/events.js';
import { evolve as evolveProgram, noProgram, type Program, type ProgramState } from '../program/state.js';
import type { ProgramEvent } from '../program/events.js';
import type { LocalDate } from '../calendar.js';

/** A fact with the day on which it became known. */
export interface Known<F extends Fact> {
  readonly on: LocalDate;
  readonly fact: F;
}

/** The events of a program and its initiatives, each list in the order of its stream. */
export interface History {
  readonly programId: string;
  readonly program: readonly Known<ProgramEvent>[];
  readonly initiatives: ReadonlyMap<string, readonly Known<InitiativeEvent>[]>;
}

/** The states that the real folds make of the events known by the end of a day, or of all events. */
export interface FoldedHistory {
  readonly program: ProgramState;
  readonly initiatives: readonly InitiativeState[];
}

export function recorded<F extends Fact>(stream: string, programId: string, known: readonly Known<F>[]): Recorded<F>[] {
  return known.map(({ on, fact }, revision) => {
    const commandId = `${stream}.${revision}`;
    return aRecorded(fact, stream, revision, { id: `${commandId}.0`, programId, actor: 'pmo', on, commandId });
  });
}

/** Folds a history as known by the end of `day`; undefined if the program was not known yet. */
export function foldedBy(history: History, day: LocalDate = '9999-12-31'): FoldedHistory | undefined {
  const by = <F extends Fact>(known: readonly Known<F>[]): readonly Known<F>[] => known.filter(({ on }) => on <= day);
  const { programId } = history;
  const program = recorded(`program-${programId}`, programId, by(history.program)).reduce<Program>(evolveProgram, noProgram);
  if (program.status === 'NONE') return undefined;
  const initiatives = [...history.initiatives]
    .map(([id, known]) => recorded(`initiative-${id}`, programId, by(known)).reduce<Initiative>(evolveInitiative, noInitiative))
    .filter((initiative) => initiative.status !== 'NONE');
  return { program, initiatives };
}
