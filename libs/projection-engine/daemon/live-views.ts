import type { Incident } from '#async/incident.js';
import type { Pause } from '#async/pause.js';
import { backoff, retry } from '#async/retry.js';
import type { EventReader } from '#event-sourcing/store/event-reader.js';
import { EventStoreError, type EventStore } from '#event-sourcing/store/event-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { AppliedListeners } from '../checkpoints/applied-listeners.js';
import { beginning, checkpointsByName, type Checkpoint } from '../checkpoints/checkpoints.js';
import { isDamage, isTransient } from '../database/database-errors.js';
import type { DocumentCache } from '../writers/document-cache.js';
import { JOURNAL } from '../writers/journal-writer.js';
import { documentWriters } from '../writers/projection-writers.js';
import { FileReplacement } from './file-replacement.js';
import { failureOf, type Failure } from './states/projection-state.js';
import { ProjectionStates } from './states/projection-states.js';
import { openProjectionStates } from '../checkpoints/opening.js';
import type { ProjectionStatus, RebuildProgress } from './states/projection-status.js';
import type { RunRebuild } from '../rebuild/rebuild-worker.js';
import { Rebuilds } from '../rebuild/rebuilds.js';
import { Runner } from './running/runner.js';
import { statusOf } from './states/status.js';
import type { ViewsDatabase } from '../database/views-database.js';
import { viewsIncident, type ViewsLog } from './states/views-incident.js';
import { Views, type AppliedListener } from './views.js';

export interface LiveViewsOptions {
  readonly database: ViewsDatabase;
  readonly cache: DocumentCache;
  readonly store: Pick<EventStore, 'subscribe' | 'read' | 'report'>;
  readonly projections: readonly Projection[];
  readonly openReader: () => EventReader;
  readonly runRebuild: RunRebuild;
  /** Event types that this code knows. Events of other types are kept in the journal and counted, but no projection folds them. */
  readonly knows?: (type: string) => boolean;
  /** A new projection that is further behind than this many events is rebuilt at once instead of being moved batch by batch. */
  readonly longBacklog?: number;
  readonly pause?: Pause;
  readonly log?: ViewsLog;
}

const longBacklog = 5_000;
const rebuildPolicy = { firstMs: 100, longestMs: 5_000 };

/**
 * The journal and the documents of one event are built in the order of the log, other documents stream by stream, because each is then
 * loaded and written once: two jobs of similar length. A third thread took 70 MB more.
 */
const groupIn =
  (projections: readonly Projection[]) =>
  (name: string): string => {
    const projection = projections.find((one) => one.name === name);
    return projection === undefined || projection.ofOneEvent ? JOURNAL : 'documents';
  };

/** The views of this process: the runner, the projections it moves, and the rebuilds beside it. */
export class LiveViews extends Views {
  readonly #states = new ProjectionStates();
  readonly #listeners = new AppliedListeners();
  readonly #stopping = new AbortController();
  readonly #incident: Incident<string>;
  #runner: Runner | undefined;
  #rebuilds: Rebuilds | undefined;
  #announced: Position = beginning;
  /** Aborted when the views file is replaced: ends the work on the old file. */
  #generation = new AbortController();
  readonly #replacement = new FileReplacement({
    stopAll: (message) => this.#states.all.forEach((state) => state.stop({ message })),
    interrupt: () => {
      this.#states.waiters.look();
      this.#generation.abort();
    },
    replace: (error) => this.#replaceFile(error),
    isFilled: () => !this.status().some(({ state, behind }) => state !== 'STOPPED' && behind > 0),
  });
  #unknown = 0;

  constructor(private readonly options: LiveViewsOptions) {
    super();
    this.#incident = viewsIncident(options.log, () => this.#runner?.trouble === undefined);
    options.database.onDamaged((error) => {
      if (!this.#stopping.signal.aborted) this.#replacement.begin(error);
    });
  }

  /** Opens the tables, starts to follow the store, and rebuilds the projections whose version has changed. */
  async start(): Promise<void> {
    await this.#begin().catch(async (error: unknown) => {
      const { opening } = this.#replacement;
      if (!opening) throw error;
      await opening;
    });
  }

  async #begin(): Promise<void> {
    const { database, store, projections, cache, runRebuild } = this.options;
    this.#states.all = await openProjectionStates(
      database,
      store,
      documentWriters(projections, cache, database.eventFile === undefined),
      this.options.openReader,
    );
    this.#rebuilds = new Rebuilds(runRebuild, (checkpoints) => this.#switched(checkpoints), this.#signal, groupIn(projections));
    // SQLite works on this thread and so delays commands: pause. PostgreSQL works elsewhere, and those who wait for its views are other
    // processes.
    const quiet: Pause = async (milliseconds, signal) => {
      if (database.dialect === 'sqlite') await this.#states.waiters.quiet(milliseconds, signal);
    };
    this.#runner = new Runner(
      database,
      store,
      this.#states.all,
      (events) => this.#passed(events),
      this.options.pause,
      quiet,
      this.#incident,
    );
    const backlog = this.options.longBacklog ?? longBacklog;
    const total = Math.max(0, ...this.#states.all.map(({ passed, backlog: behind }) => passed + behind));
    for (const projectionState of this.#states.all)
      if (projectionState.position === beginning && total > backlog) projectionState.state = 'absent';
    const head = this.head ?? beginning;
    if (head > this.#announced) this.#announced = head;
    this.#runner.start();
    const absent = this.#states.all.filter(({ state }) => state === 'absent').map(({ name }) => name);
    if (absent.length > 0) void this.#bringBack(absent);
  }

  /** Finishes the current batch, then ends rebuilds and waits. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#incident.close();
    await this.#runner?.stop();
    await this.#rebuilds?.settled();
    this.#states.waiters.close();
  }

  get head(): Position | undefined {
    return this.#states.headOf(({ state }) => state === 'following');
  }

  /** How many events of unknown types have been delivered since the start. */
  get unknownEvents(): number {
    return this.#unknown;
  }

  waitFor(position: Position, names: readonly string[], timeoutMs: number): Promise<'passed' | 'pending'> {
    return this.#states.waitFor(position, names, timeoutMs);
  }

  checkpoints(): string {
    return checkpointsByName(this.#states.all.map(({ checkpoint }) => checkpoint));
  }

  answers(name: string): boolean {
    // No query is answered from a new file until it has caught up with the damaged one.
    return this.#replacement.filled === undefined && this.#states.named(name).current;
  }

  status(): ProjectionStatus[] {
    return this.#states.all.map((projectionState) =>
      statusOf(projectionState, this.#runner, this.#rebuilds?.progress(projectionState.name)),
    );
  }

  async rebuild(name: string | readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    const names = this.#states.names(name);
    if (!this.#rebuilds) throw new Error('the views have not been started');
    const failures = await this.#rebuilds.request(names, onProgress).catch(async (error: unknown) => {
      this.#tellOfDamage(error);
      this.options.database.damaged(error);
      // Replacing the file rebuilds every projection, which includes the requested ones.
      const { filled } = this.#replacement;
      if (!filled) throw error;
      await filled;
      return new Map<string, Failure>();
    });
    for (const [failed, failure] of failures) {
      if (names.includes(failed)) throw new Error(`the rebuild of ${failed} failed${at(failure.position)}: ${failure.message}`);
    }
  }

  onApplied(listener: AppliedListener): () => void {
    return this.#listeners.add(listener);
  }

  get #signal(): AbortSignal {
    return AbortSignal.any([this.#stopping.signal, this.#generation.signal]);
  }

  async #replaceFile(error: unknown): Promise<void> {
    await this.#runner?.stop();
    await this.#rebuilds?.settled();
    for (const { writer } of this.#states.all) writer.forget();
    await this.options.database.replace(error);
    this.#generation = new AbortController();
    await this.#begin();
  }

  /** A rebuild reads the store's file on connections of its own; here the store is told of the damage that the rebuild found. */
  #tellOfDamage(error: unknown): void {
    if (error instanceof EventStoreError && isDamage(error)) this.options.store.report?.(error);
  }

  /** Rebuilds the projections that could not follow at the start; retries until all are rebuilt or a projection throws. */
  async #bringBack(names: readonly string[]): Promise<void> {
    const signal = this.#signal;
    const onFailure = (error: unknown): void => {
      if (signal.aborted) return;
      this.#tellOfDamage(error);
      // If the file is damaged, this call aborts the generation and therefore the signal.
      this.options.database.damaged(error);
      if (!signal.aborted && !isTransient(error)) throw error;
    };
    const failures = await retry(() => this.#rebuilds!.request(names), {
      backoff: backoff(rebuildPolicy, this.options.pause),
      signal,
      onFailure,
    }).catch((error: unknown) => {
      const absent = names.filter((name) => this.#states.named(name).state === 'absent');
      return new Map(absent.map((name) => [name, failureOf(error)]));
    });
    if (!failures) return;
    for (const [name, failure] of failures) this.#states.named(name).stop(failure);
    this.#states.waiters.look();
  }

  #switched(checkpoints: readonly Checkpoint[]): void {
    const most = Math.max(this.#runner?.delivered ?? 0, ...this.#states.all.map(({ passed }) => passed));
    for (const checkpoint of checkpoints) {
      const projectionState = this.#states.named(checkpoint.name);
      projectionState.adopt(checkpoint);
      projectionState.passed = Math.max(projectionState.passed + projectionState.backlog, most);
      projectionState.backlog = 0;
    }
    this.#runner?.join();
    this.#states.waiters.look();
    this.#replacement.look();
  }

  #passed(events: readonly StoredEvent[]): void {
    if (this.options.knows) for (const { type } of events) if (!this.options.knows(type)) this.#unknown++;
    this.#states.waiters.look();
    this.#replacement.look();
    const head = this.head ?? beginning;
    const fresh = events.filter(({ position }) => position > this.#announced && position <= head);
    if (fresh.length === 0) return;
    this.#announced = fresh[fresh.length - 1]!.position;
    this.#listeners.tell(fresh);
  }
}

const at = (position: Position | undefined): string => (position === undefined ? '' : ` at ${position}`);
