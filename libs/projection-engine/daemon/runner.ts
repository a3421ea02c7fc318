import type { Pause } from '#async/pause.js';
import { backoff, retry, type RetryOptions } from '#async/retry.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { EventStoreError, type EventStore } from '#event-sourcing/event-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { isDamage, messageOf } from '../database/database-errors.js';
import { beginning } from '../checkpoints/checkpoints.js';
import { failureOf, type Failure, type ProjectionState } from './projection-state.js';
import { resume, takeOver } from './step.js';
import type { ViewsDatabase } from '../database/views-database.js';

const retryPolicy = { firstMs: 20, longestMs: 5_000 };
/** A batch that took less leaves the thread to others anyway. */
const shortBatchMs = 5;
const restPerBatch = 2;
const longestRestMs = 400;

/** Of projections whose position the store does not know: whoever runs them has to begin anew. */
const OTHER_STORE: Failure = { kind: 'otherStore', message: 'the event store is another one than these views were made from' };

/** Sorts behind every position. */
const beyondAll: Position = '\uffff';

type Item = StoredEvent[] | 'caughtUp';

/** Hears of every attempt. */
export interface RunnerWatch {
  failed(why: string): void;
  worked(): void;
}

/**
 * Moves every projection and the journal: it takes the batch at hand from the store and takes all of them over it. What may succeed later is tried again, ever more slowly.
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
    /** Called after every batch, with its events. */
    private readonly onBatch: (events: readonly StoredEvent[]) => void,
    pause: Pause | undefined,
    /** Waits between batches; ends early when somebody waits for the views. */
    private readonly quiet: Pause = async () => undefined,
    private readonly watch?: RunnerWatch,
  ) {
    this.#retrying = { backoff: backoff(retryPolicy, pause), signal: this.#stopping.signal };
  }

  /** What it is trying again at this moment, and why. */
  get trouble(): Failure | undefined {
    return this.#trouble;
  }

  /** It has reached the head of the log since it was started. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** How many events of the log have been delivered, as far as that is known. */
  get delivered(): number {
    return this.#delivered;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Finishes the batch at hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
  }

  /** A projection that was absent or stopped follows again. */
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

  /** @throws what may succeed later */
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

  /** Those who need a damaged event stop before it; whoever has passed it goes on. */
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
      // Not awaited: an iterator that waits for an event may answer only when the store closes.
      void items.return?.().catch(() => undefined);
    }
  }

  /**
   * Twice as long as the batch took. Commands have the thread meanwhile, and the next batch is larger: a document that ten events
   * change, and a page of an index, are written once instead of ten times. Without it 64 callers made batches of 64 and had a quarter
   * of the speed.
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

  /** Each try but the first looks how far the one before it has come: its commit may have been answered by nobody. */
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
