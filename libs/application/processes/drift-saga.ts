import { retry, type Backoff, type RetryPolicy } from '#async/retry.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { EventStoreError, type EventStore } from '#event-sourcing/store/event-store.js';
import type { CheckpointStore } from '#event-sourcing/store/checkpoint-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { refusals, type RefusalCode } from '#domain/refusals.js';
import type { CommandGateway } from '../commands/command-gateway.js';
import { driftReactions, isEvaluation } from './drift-reactions.js';
import { asError, type ReportFailure } from './failing.js';
import { FailingStreams } from './failing-streams.js';

export const DRIFT_SAGA = 'drift-saga';
/** The prefix of evaluation streams; the program's id follows. */
const EVALUATIONS = 'evaluation-';
/** Without a reaction the checkpoint is saved only every so many events. Losing it only means reading those events again. */
const EVENTS_PER_CHECKPOINT = 1_000;
/** The pauses between attempts to follow the log, or to send the commands of an evaluation. */
export const SAGA_RETRY_POLICY: RetryPolicy = { firstMs: 100, longestMs: 30_000 };

export interface DriftSagaPorts {
  readonly store: EventStore;
  readonly checkpoints: CheckpointStore;
  readonly gateway: Pick<CommandGateway, 'execute'>;
  readonly backoff: Backoff;
  /** Called for every evaluation whose reaction failed. */
  readonly report: ReportFailure;
}

/**
 * Follows the log and sends the commands that follow from each evaluation through the command gateway. It keeps a checkpoint and no state:
 * repeated or parallel runs send the same commands, which are executed once. A failed reaction is retried with back-off and never skipped:
 * its program waits, the others continue, and the checkpoint stays before the evaluation. A refusal by the domain counts as done.
 */
export class DriftSaga {
  private readonly stopping = new AbortController();
  private readonly failing: FailingStreams;
  private running: Promise<void> | undefined;
  private waiting: { readonly position: Position; readonly resolve: () => void }[] = [];
  private loaded = false;
  /** The position of the last event that the saga has read. */
  private place: Position | undefined;
  private saved: Position | undefined;
  private saving: Promise<void> = Promise.resolve();
  private sinceSaved = 0;
  private failed: Error | undefined;

  constructor(private readonly ports: DriftSagaPorts) {
    this.failing = new FailingStreams({
      store: ports.store,
      backoff: ports.backoff,
      signal: this.stopping.signal,
      react: async (event) => void (await this.react(event)),
      onFailure: ({ stream, revision }, attempts, error) =>
        ports.report({ programId: stream.slice(EVALUATIONS.length), what: `evaluation ${revision}`, attempts, error }),
      onCaughtUp: () => {
        this.tell();
        // An unsaved checkpoint only means reading again; the next event saves it.
        this.save().catch(() => undefined);
      },
    });
  }

  /** The last position up to which everything is done; undefined: nothing has been done since the start. */
  get position(): Position | undefined {
    return this.failing.doneUpTo(this.place);
  }

  /** The error that the saga is stuck with; undefined: it makes progress. */
  get failure(): Error | undefined {
    return this.failed ?? this.failing.failure;
  }

  /** How many programs wait because a reaction failed. */
  get failingPrograms(): number {
    return this.failing.size;
  }

  /** How often a reaction has failed since the start. */
  get failures(): number {
    return this.failing.total;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Stops; resolves when the store is no longer used. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.failing.settled();
  }

  /** Resolves once everything that follows from the events up to the position has been done. */
  passed(position: Position): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ position, resolve });
      this.tell();
    });
  }

  private async run(): Promise<void> {
    const onFailure = (failure: unknown): void => {
      // The checkpoint belongs to another log: start from the beginning, which changes nothing that is recorded.
      if (isStore(failure, 'STALE_POSITION')) {
        this.failing.clear();
        this.place = this.saved = undefined;
      }
      this.failed = asError(failure);
    };
    await retry(
      (progressed) =>
        this.follow(progressed).catch((failure: unknown) => {
          if (!isStore(failure, 'STORE_CLOSED')) throw failure;
        }),
      { backoff: this.ports.backoff, signal: this.stopping.signal, onFailure },
    );
  }

  private async follow(progressed: () => void): Promise<void> {
    if (!this.loaded) this.reached((this.saved = await this.ports.checkpoints.load(DRIFT_SAGA)));
    this.loaded = true;
    const pages = this.ports.store.subscribe(this.place === undefined ? {} : { after: this.place })[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await unlessAborted(pages.next(), this.stopping.signal);
        if (next === undefined || next.done) break;
        if (next.value === 'caughtUp') continue;
        await this.page(next.value);
        progressed();
      }
      await this.save();
    } finally {
      // Do not await this: a subscription that waits for the next event may answer only when there is one.
      void pages.return?.().catch(() => undefined);
    }
  }

  private async page(events: readonly StoredEvent[]): Promise<void> {
    let reacted = false;
    let before = this.place;
    for (const event of events) {
      if (this.stopping.signal.aborted) return;
      if (isEvaluation(event) && !this.failing.takes(event)) {
        try {
          if (await this.react(event)) reacted = true;
        } catch (failure) {
          if (isStore(failure, 'STORE_CLOSED')) throw failure;
          this.failing.add(event, before, failure);
        }
      }
      before = event.position;
    }
    this.reached(before);
    this.sinceSaved += events.length;
    this.failed = undefined;
    if (reacted || this.sinceSaved >= EVENTS_PER_CHECKPOINT) await this.save();
  }

  /** Sends the commands that follow from an event. @returns whether there were any @throws a transient error */
  private async react(event: StoredEvent): Promise<boolean> {
    const requests = driftReactions(event);
    for (const request of requests) {
      const outcome = await this.ports.gateway.execute(request);
      if ('refusal' in outcome && isRetryable(outcome.refusal.code))
        throw new Error(`${request.type} was refused: ${outcome.refusal.code}`);
    }
    return requests.length > 0;
  }

  /** Saves the checkpoint. One save runs at a time, so that an older checkpoint never overwrites a newer one. */
  private save(): Promise<void> {
    return (this.saving = this.saving.catch(() => undefined).then(() => this.saveNow()));
  }

  private async saveNow(): Promise<void> {
    const { position } = this;
    if (position === undefined || position === this.saved) return;
    await this.ports.checkpoints.save(DRIFT_SAGA, position);
    this.saved = position;
    this.sinceSaved = 0;
  }

  private reached(position: Position | undefined): void {
    if (position === undefined) return;
    this.place = position;
    this.tell();
  }

  /** Resolves the promises of those who wait for positions that are done by now. */
  private tell(): void {
    const done = this.position;
    if (done === undefined) return;
    const passed = this.waiting.filter((one) => one.position <= done);
    this.waiting = this.waiting.filter((one) => one.position > done);
    for (const { resolve } of passed) resolve();
  }
}

const isRetryable = (code: string): boolean => refusals[code as RefusalCode]?.retryable ?? false;
const isStore = (failure: unknown, code: string): boolean => failure instanceof EventStoreError && failure.code === code;
