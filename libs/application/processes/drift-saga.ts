import { retry, type Backoff, type RetryPolicy } from '#async/retry.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { EventStoreError, type EventStore } from '#event-sourcing/event-store.js';
import type { CheckpointStore } from '#event-sourcing/checkpoint-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { refusals, type RefusalCode } from '#domain/refusals.js';
import type { CommandGateway } from '../commands/command-gateway.js';
import { driftReactions, isEvaluation } from './drift-reactions.js';
import { asError, type ReportFailure } from './failing.js';
import { FailingStreams } from './failing-streams.js';

export const DRIFT_SAGA = 'drift-saga';
/** How the streams of evaluations are named; the program's id follows. */
const EVALUATIONS = 'evaluation-';
/** Without a reaction the checkpoint moves only every so many events: losing it costs reading them again, nothing else. */
const EVENTS_PER_CHECKPOINT = 1_000;
/** Between two tries to follow the log, or to do what follows from an evaluation. */
export const SAGA_RETRY_POLICY: RetryPolicy = { firstMs: 100, longestMs: 30_000 };

export interface DriftSagaPorts {
  readonly store: EventStore;
  readonly checkpoints: CheckpointStore;
  readonly gateway: Pick<CommandGateway, 'execute'>;
  readonly backoff: Backoff;
  /** Hears of every evaluation whose reaction failed. */
  readonly report: ReportFailure;
}

/**
 * Follows the log and sends what follows from each evaluation through the command gateway. It holds a checkpoint and no state: told
 * twice, or twice at once, it sends the same commands, and they are done once. An evaluation whose reaction fails is tried again, ever
 * more rarely, and never passed over: its program waits, the others do not, and the checkpoint stays before it. What the domain
 * refuses is done.
 */
export class DriftSaga {
  private readonly stopping = new AbortController();
  private readonly failing: FailingStreams;
  private running: Promise<void> | undefined;
  private waiting: { readonly position: Position; readonly resolve: () => void }[] = [];
  private loaded = false;
  /** Of the last event that was read. */
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
        // A checkpoint that was not saved costs reading again; the next event that comes saves it.
        this.save().catch(() => undefined);
      },
    });
  }

  /** The last event up to which everything is done; undefined: nothing since it was started. */
  get position(): Position | undefined {
    return this.failing.doneUpTo(this.place);
  }

  /** Why something does not get on; undefined while everything does. */
  get failure(): Error | undefined {
    return this.failed ?? this.failing.failure;
  }

  /** How many programs wait for an evaluation whose reaction failed. */
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

  /** Resolves when it has let go of the store. */
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
      // The checkpoint is of another log: from the start, which changes nothing that was recorded.
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
      // Not waited for: a subscription that waits for the next event may answer only when there is one.
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

  /** @returns whether anything follows from the event. @throws what may succeed later */
  private async react(event: StoredEvent): Promise<boolean> {
    const requests = driftReactions(event);
    for (const request of requests) {
      const outcome = await this.ports.gateway.execute(request);
      if ('refusal' in outcome && isRetryable(outcome.refusal.code))
        throw new Error(`${request.type} was refused: ${outcome.refusal.code}`);
    }
    return requests.length > 0;
  }

  /** One at a time: an older checkpoint never lands after a newer one. */
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

  /** Tells those who wait for what is done by now. */
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
