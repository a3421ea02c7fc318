import type { PillarShares } from '#domain/pillars.js';
import { balanceOf } from '#domain/evaluation/recorded-balance.js';
import { shownBalance } from '#read-models/balance/balance.type.js';
import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import type { EvaluationDocument } from '#read-models/evaluations/evaluation-document.js';
import type { EvaluationType } from '#read-models/evaluations/evaluation.type.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { JournalEntry } from '#projection-engine/writers/journal-entry.js';
import type { DriftEpisodeDocument } from '#read-models/drift/drift-episode.js';
import { initiativesNamedIn, peopleIn, programsNamedIn, summaryOf, type Language } from '#read-models/history/summary.js';
import { summaryNames } from '#read-models/history/summary-names.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import type { PendingRebaseline } from '#read-models/initiatives/initiatives.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { nodeIdOf } from '#read-models/schema/node-id.js';
import type { AskedCut, Reading, Readings } from '#read-models/readings.js';
import type { Turn } from '#projection-engine/daemon/running/paced.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import DataLoader from 'dataloader';
import type { Access } from './access.js';

/** Looks up names in the directory, by person id. */
export type NamesOf = (ids: readonly string[]) => ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>;

/** How many summaries are made at once: some five milliseconds of work. */
const SUMMARIES_AT_ONCE = 100;

/** Makes a loader for a question that takes many ids at once; a missing object is null. */
const byId = <T>(ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>): DataLoader<string, T | null> =>
  new DataLoader(async (ids) => {
    const found = await ask(ids);
    return ids.map((id) => found.get(id) ?? null);
  });

/** An evaluation for GraphQL. @param reading its as-of point, which what is below it inherits */
export const shownEvaluation =
  (reading: Reading) =>
  (evaluation: EvaluationDocument): EvaluationType => ({
    nodeId: nodeIdOf('Evaluation', evaluation.id),
    id: evaluation.id,
    on: evaluation.on,
    recordedAt: evaluation.recordedAt,
    balance: shownBalance(balanceOf(evaluation.balance)),
    signals: evaluation.signals,
    programId: evaluation.programId,
    reading,
  });

/** The loaders of one request at one as-of point: however many objects ask, each question is asked once. */
export class ReadingLoaders {
  constructor(
    readonly reading: Reading,
    private readonly access: Access,
    private readonly namesOf: NamesOf,
    private readonly turn: Turn,
  ) {}

  /** Programs that the sender may see. What belongs to a program is loaded with its program, so the rest is missing here too. */
  readonly programs = byId(async (ids) =>
    mapped(await this.reading.programs.byIds(await this.access.seenAmong(ids)), (state) => this.program(state)),
  );
  readonly initiatives = byId(async (ids) => {
    const found = [...(await this.reading.initiatives.byIds(ids)).values()];
    // In the past an initiative may be known before its program, if history was added to a program that was chartered later.
    const programs = await this.programs.loadMany(found.map(({ programId }) => programId));
    const states = found.filter((_, i) => programs[i] !== null);
    return new Map((await this.initiativesOf(states)).map((initiative) => [initiative.id, initiative]));
  });
  readonly episodes = byId(async (ids) => {
    const seen = await this.episodesOf([...(await this.reading.drift.byIds(ids)).values()]);
    return new Map(seen.flatMap((episode) => (episode ? [[episode.id, episode] as const] : [])));
  });
  readonly evaluations = byId(async (ids) => mapped(await this.reading.evaluations.byIds(ids), shownEvaluation(this.reading)));
  readonly lastEvaluations = byId(async (ids) => mapped(await this.reading.evaluations.lastOf(ids), shownEvaluation(this.reading)));
  readonly peaks = new DataLoader<DriftEpisodeDocument, number>(async (episodes) => {
    const peaks = await this.reading.drift.peaks(episodes);
    return episodes.map((episode) => peaks.get(episode.id) ?? new Error(`drift episode ${episode.id} without its evaluations`));
  });
  readonly pendingRebaselines = byId<readonly PendingRebaseline[]>((ids) => this.reading.initiatives.pendingRebaselines(ids));
  readonly events = byId<JournalEntry>(async (ids) => {
    const found = await this.reading.history.byIds(ids);
    const seen = await this.access.programs();
    if (seen === 'all') return found;
    return new Map([...found].filter(([, { metadata }]) => metadata.programId !== undefined && seen.has(metadata.programId)));
  });

  readonly plannedShares = new DataLoader<string, ReadonlyMap<string, PillarShares | null>>((ids) =>
    Promise.all(ids.map((id) => this.reading.balances.plannedShares(id))),
  );

  private readonly summariesIn = (language: Language) =>
    new DataLoader<StoredEvent, string>(
      async (entries) => {
        // Usually loaded already: the history of a program is requested through the program.
        const found = await this.programs.loadMany(programsNamedIn(entries));
        const programs = new Map(found.flatMap((one) => (one instanceof ProgramType ? [[one.id, one.state] as const] : [])));
        const initiatives = await this.reading.initiatives.byIds(initiativesNamedIn(entries));
        const names = summaryNames(await this.namesOf(peopleIn(entries)), programs, initiatives);
        // `await` only if there is something to wait for: otherwise all batches would ask for their turn before the first has worked.
        const wait = this.turn();
        if (wait) await wait;
        return entries.map((entry) => summaryOf(entry, language, names));
      },
      { maxBatchSize: SUMMARIES_AT_ONCE },
    );
  readonly summaries: Readonly<Record<Language, DataLoader<StoredEvent, string>>> = {
    'zh-CN': this.summariesIn('zh-CN'),
    en: this.summariesIn('en'),
  };

  program(state: ProgramState): ProgramType {
    return new ProgramType(state, { reading: this.reading, today: this.reading.today(state.timeZone) });
  }

  /** Drift episodes for GraphQL, in the same order; null for those of programs that the sender may not see. */
  async episodesOf(documents: readonly DriftEpisodeDocument[]): Promise<(DriftEpisodeType | null)[]> {
    const programs = await this.programs.loadMany(documents.map((document) => document.programId));
    return documents.map((document, i) => {
      const program = programs[i];
      if (program instanceof Error) throw program;
      return program ? new DriftEpisodeType(document, program.sight) : null;
    });
  }

  /** Initiatives for GraphQL, each with its program, which is loaded once. */
  async initiativesOf(states: readonly InitiativeState[]): Promise<InitiativeType[]> {
    const programs = await this.programs.loadMany(states.map((state) => state.programId));
    return states.map((state, i) => {
      const program = programs[i];
      if (!(program instanceof ProgramType)) throw program ?? new Error(`initiative ${state.id} without its program`);
      return new InitiativeType(state, program.state, program.sight);
    });
  }
}

function mapped<A, B>(map: ReadonlyMap<string, A>, show: (value: A) => B): Map<string, B> {
  return new Map([...map].map(([key, value]) => [key, show(value)]));
}

/** The loaders of one request. */
export class Loaders {
  private readonly byReading = new Map<Reading, ReadingLoaders>();
  private readonly byCut = new Map<string, Promise<ReadingLoaders>>();
  readonly live: ReadingLoaders;
  readonly names: DataLoader<string, string | null>;

  constructor(
    private readonly readings: Readings,
    private readonly access: Access,
    private readonly namesOf: NamesOf,
    private readonly shownNamesOf: NamesOf,
    private readonly turn: Turn,
    private readonly gone?: () => AbortSignal | undefined,
  ) {
    this.live = this.of(readings.paced(turn));
    this.names = byId(async (ids) => this.namesOf(ids));
  }

  /**
   * The loaders of an as-of point. Each point has one reading, so that an answer sees one state of it. @throws QuestionError DATE_IN_FUTURE
   */
  at({ asOf, asRecordedAt }: AskedCut): Promise<ReadingLoaders> {
    if (!asOf && !asRecordedAt) return Promise.resolve(this.live);
    const key = `${asOf ?? ''} ${asRecordedAt ?? ''}`;
    let loaders = this.byCut.get(key);
    if (!loaders) {
      loaders = this.readings.at({ asOf, asRecordedAt }, this.gone?.()).then((reading) => this.of(reading));
      this.byCut.set(key, loaders);
    }
    return loaders;
  }

  of(reading: Reading): ReadingLoaders {
    let loaders = this.byReading.get(reading);
    if (!loaders) this.byReading.set(reading, (loaders = new ReadingLoaders(reading, this.access, this.shownNamesOf, this.turn)));
    return loaders;
  }
}
