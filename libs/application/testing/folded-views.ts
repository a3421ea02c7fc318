import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { Fact, Recorded, StoredEvent } from '#event-sourcing/event.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { evolve as evolveInitiative } from '#domain/initiative/evolve.js';
import { noInitiative, type Initiative, type InitiativeState } from '#domain/initiative/state.js';
import type { ProgramEvent } from '#domain/program/events.js';
import { evolve as evolveProgram, noProgram, type Program } from '#domain/program/state.js';
import type { EvaluatedProgram, LastEvaluation, ProgramViews } from '../ports.js';

/** Views for a spec: folded from the whole store at every call, so that they are never behind. */
export class FoldedViews implements ProgramViews {
  /** If set to false, the views do not catch up. */
  live = true;

  constructor(private readonly store: EventStore) {}

  async waitForHead(): Promise<boolean> {
    return this.live;
  }

  async initiativesOf(programId: string): Promise<readonly InitiativeState[]> {
    const states = (await this.streams('initiative-')).map((events) =>
      events.reduce<Initiative>((state, event) => evolveInitiative(state, event as Recorded<InitiativeEvent>), noInitiative),
    );
    return states.filter((state) => state.status !== 'NONE').filter((state) => state.programId === programId);
  }

  async evaluatedBefore(on: string): Promise<readonly EvaluatedProgram[]> {
    const last = new Map((await this.streams('evaluation-')).map((events) => [events[0]!.metadata.programId, lastEvaluation(events)]));
    return (await this.streams('program-'))
      .map((events) => events.reduce<Program>((state, event) => evolveProgram(state, event as Recorded<ProgramEvent>), noProgram))
      .filter((program) => program.status !== 'NONE')
      .filter(({ id, status }) => status === 'ACTIVE' && (last.get(id)?.on ?? '') < on)
      .map((program) => ({ program, ...(last.has(program.id) ? { last: last.get(program.id)! } : {}) }));
  }

  private async streams(prefix: string): Promise<StoredEvent<Fact>[][]> {
    const streams = new Map<string, StoredEvent[]>();
    for await (const events of this.store.readAll())
      for (const event of events)
        if (event.stream.startsWith(prefix)) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    return [...streams.values()];
  }
}

function lastEvaluation(events: readonly StoredEvent[]): LastEvaluation {
  const { data, metadata } = events.at(-1) as StoredEvent<EvaluationEvent>;
  const { recordedAt, importedFrom } = metadata;
  return { on: data.on, recordedAt, ...(importedFrom === undefined ? {} : { importedFrom }) };
}
