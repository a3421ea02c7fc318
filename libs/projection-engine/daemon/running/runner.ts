import type { Pause } from '#async/pause.js';
import { backoff, retry, type RetryOptions } from '#async/retry.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { EventStoreError, type EventStore } from '#event-sourcing/store/event-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { isDamage, messageOf } from '../../database/database-errors.js';
import { beginning } from '../../checkpoints/checkpoints.js';
import { failureOf, type Failure, type ProjectionState } from '../states/projection-state.js';
import { resume, takeOver } from './step.js';
import type { ViewsDatabase } from '../../database/views-database.js';

const retryPolicy = { firstMs: 20, longestMs: 5_000 };
/** After a batch shorter than this (in milliseconds) no pause is needed: other work gets the thread anyway. */
const shortBatchMs = 5;
const restPerBatch = 2;
const longestRestMs = 400;

/** The failure of projections whose position the store does not know: they have to be rebuilt from the beginning. */
const OTHER_STORE: Failure = { kind: 'otherStore', message: 'the views were made from another event store' };

/** A position that sorts after every other one. */
const beyondAll: Position = '\uffff';

type Item = StoredEvent[] | 'caughtUp';

/** Receives the result of every attempt to apply a batch. */
export interface RunnerWatch {
  failed(why: string): void;
  worked(): void;
}

/**
 * Moves every projection and the journal: reads a batch from the store and applies it to all of them. Transient failures are retried with
 * growing back-off.
 */
export class Runner {
  readonly #stopping = new AbortController();
  readonly #retrying: RetryOptions;
  #running: Promise<void> | undefined;
  #wake: () => void = () => undefined;
  #trouble: Failure | undefined;
  #caughtUp = false;
  #delivered = 0;

  constructor(
    private readonly database: ViewsDatabase,
    private readonly store: Pick<EventStore, 'subscribe'>,
    private readonly projectionStates: readonly ProjectionState[],
    /** Receives the events of every batch after it was applied. */
    private readonly onBatch: (events: readonly StoredEvent[]) => void,
    pause: Pause | undefined,
    /** The pause between batches; ends early when somebody waits for the views. */
    private readonly quiet: Pause = async () => undefined,
    private readonly watch?: RunnerWatch,
  ) {
    this.#retrying = { backoff: backoff(retryPolicy, pause), signal: this.#stopping.signal };
  }

  /** The error of the step that is being retried at this moment; undefined: none. */
  get trouble(): Failure | undefined {
    return this.#trouble;
  }

  /** Whether the runner has reached the head of the log since its start. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** How many events of the log have been delivered, as far as known. */
  get delivered(): number {
    return this.#delivered;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Finishes the current batch, then stops. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
  }

  /** Lets projections that were absent or stopped follow again. */
  join(): void {
    this.#wake();
  }

  async #run(): Promise<void> {
    await retry((progressed) => this.#runUntilItFails(progressed), {
      ...this.#retrying,
      onFailure: (error) => {
        const isStale = error instanceof EventStoreError && error.code === 'STALE_POSITION';
        this.#fails(isStale ? OTHER_STORE : { message: messageOf(error) });
      },
    });
  }

  /** @throws a transient error, after which the caller retries */
  async #runUntilItFails(progressed: () => void): Promise<void> {
    for (;;) {
      try {
        await this.#someoneFollows();
        return await this.#follow(progressed);
      } catch (error) {
        if (!isDamage(error)) throw error;
        this.#stopBefore(error);
      }
    }
  }

  /** Stops the projections that still need a damaged event; those that have passed it continue. */
  #stopBefore(error: unknown): void {
    const following = this.projectionStates.filter(({ state }) => state === 'following');
    const failure = failureOf(error);
    const from = failure.position ?? following.reduce((least, { position }) => (position < least ? position : least), beyondAll);
    for (const projectionState of following)
      if (failure.position === undefined ? projectionState.position <= from : projectionState.position < from)
        projectionState.stop(failure);
    this.onBatch([]);
  }

  #fails(why: Failure): void {
    this.#trouble = why;
    this.watch?.failed(why.message);
  }

  async #someoneFollows(): Promise<void> {
    while (!this.#stopping.signal.aborted && !this.projectionStates.some(({ state }) => state === 'following')) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async #follow(progressed: () => void): Promise<void> {
    const following = this.projectionStates.filter(({ state }) => state === 'following');
    if (following.length === 0) return;
    const last = following.reduce((a, b) => (a.position <= b.position ? a : b));
    this.#delivered = last.passed;
    const items = this.store.subscribe(last.position === beginning ? {} : { after: last.position })[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next: IteratorResult<Item> | undefined = await unlessAborted(items.next(), this.#stopping.signal);
        if (!next || next.done) return;
        const startedAt = performance.now();
        if (next.value === 'caughtUp') this.#caughtUp = true;
        else await this.#batch(next.value);
        this.#trouble = undefined;
        this.watch?.worked();
        progressed();
        await this.#rest(performance.now() - startedAt);
      }
    } finally {
      // Do not await this: an iterator that waits for an event may settle only when the store closes.
      void items.return?.().catch(() => undefined);
    }
  }

  /**
   * Pauses twice as long as the batch took. Commands use the thread meanwhile, and the next batch is larger: a document that ten events
   * change, and a page of an index, are then written once instead of ten times. Without the pause, 64 callers made batches of 64 events and
   * reached a quarter of the throughput.
   */
  async #rest(batchMs: number): Promise<void> {
    if (batchMs >= shortBatchMs) await this.quiet(Math.min(restPerBatch * batchMs, longestRestMs), this.#stopping.signal);
  }

  async #batch(events: readonly StoredEvent[]): Promise<void> {
    this.#delivered += events.length;
    const done = await retry(this.#takingOver(events), {
      ...this.#retrying,
      onFailure: (error) => this.#fails({ message: messageOf(error) }),
    });
    if (!done) return;
    const last = events[events.length - 1]!.position;
    for (const projectionState of this.projectionStates)
      if (projectionState.position >= last) projectionState.passed = Math.max(projectionState.passed, this.#delivered);
    this.onBatch(events);
  }

  /** From the second attempt on, first reads how far the previous attempt got: its commit may have succeeded without an answer. */
  #takingOver(events: readonly StoredEvent[]): () => Promise<boolean> {
    let isFirst = true;
    return () =>
      this.database.turn(async () => {
        if (!isFirst) await resume(this.database, this.projectionStates, events);
        isFirst = false;
        await takeOver(this.database, this.projectionStates, events);
        return true;
      });
  }
}
