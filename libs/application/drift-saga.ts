import { unlessAborted } from '#async/unless-aborted.js';
import { EventStoreError, type EventStore } from '#event-sourcing/event-store.js';
import type { CheckpointStore } from '#event-sourcing/checkpoint-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { refusals, type RefusalCode } from '#domain/refusals.js';
import type { Backoff } from './backoff.js';
import type { CommandDoor } from './door.js';
import { driftReactions } from './drift-reactions.js';

export const DRIFT_SAGA = 'drift-saga';
/** Without a reaction the checkpoint moves only every so many events: losing it costs reading them again, nothing else. */
const EVENTS_PER_CHECKPOINT = 1_000;

export interface DriftSagaPorts {
  readonly store: EventStore;
  readonly checkpoints: CheckpointStore;
  readonly door: Pick<CommandDoor, 'execute'>;
  readonly backoff: Backoff;
}

/**
 * Follows the log and sends what follows from each evaluation through the door. It holds a place and no state: told twice, or
 * twice at once, it sends the same commands, and they are done once. What fails is tried again, later and later, and never
 * passed over; what the domain refuses is done.
 */
export class DriftSaga {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private waiting: { readonly position: Position; readonly resolve: () => void }[] = [];
  private loaded = false;
  private place: Position | undefined;
  private saved: Position | undefined;
  private sinceSaved = 0;
  private failed: Error | undefined;

  constructor(private readonly ports: DriftSagaPorts) {}

  /** The last event that it has done; undefined: none since it was started. */
  get position(): Position | undefined {
    return this.place;
  }

  /** Why it is not getting on; undefined while it is. */
  get failure(): Error | undefined {
    return this.failed;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when it has let go of the store. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Resolves once everything that follows from the events up to the position has been done. */
  passed(position: Position): Promise<void> {
    if (this.place !== undefined && this.place >= position) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ position, resolve }));
  }

  private async run(): Promise<void> {
    for (let attempt = 1; !this.stopping.signal.aborted; attempt++) {
      const before = this.place;
      try {
        await this.follow();
        return;
      } catch (failure) {
        if (failure instanceof EventStoreError && failure.code === 'STORE_CLOSED') return;
        // The checkpoint is of another log: from the start, which changes nothing that was recorded.
        if (failure instanceof EventStoreError && failure.code === 'STALE_POSITION') this.place = this.saved = undefined;
        if (this.place !== before) attempt = 1;
        this.failed = failure instanceof Error ? failure : new Error(String(failure));
        await this.ports.backoff(attempt, this.stopping.signal);
      }
    }
  }

  private async follow(): Promise<void> {
    if (!this.loaded) this.reached((this.saved = await this.ports.checkpoints.load(DRIFT_SAGA)));
    this.loaded = true;
    const pages = this.ports.store.subscribe(this.place === undefined ? {} : { after: this.place })[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await unlessAborted(pages.next(), this.stopping.signal);
        if (next === undefined || next.done) break;
        if (next.value !== 'caughtUp') await this.page(next.value);
      }
      await this.save();
    } finally {
      // Not waited for: a subscription that waits for the next event may answer only when there is one.
      void pages.return?.().catch(() => undefined);
    }
  }

  private async page(events: readonly StoredEvent[]): Promise<void> {
    let reacted = false;
    for (const event of events) {
      if (this.stopping.signal.aborted) return;
      for (const request of driftReactions(event)) {
        const outcome = await this.ports.door.execute(request);
        if ('refusal' in outcome && isRetryable(outcome.refusal.code))
          throw new Error(`${request.type} was refused: ${outcome.refusal.code}`);
        reacted = true;
      }
    }
    this.reached(events.at(-1)?.position);
    this.sinceSaved += events.length;
    this.failed = undefined;
    if (reacted || this.sinceSaved >= EVENTS_PER_CHECKPOINT) await this.save();
  }

  private async save(): Promise<void> {
    if (this.place === undefined || this.place === this.saved) return;
    await this.ports.checkpoints.save(DRIFT_SAGA, this.place);
    this.saved = this.place;
    this.sinceSaved = 0;
  }

  private reached(position: Position | undefined): void {
    if (position === undefined) return;
    this.place = position;
    const passed = this.waiting.filter((one) => one.position <= position);
    this.waiting = this.waiting.filter((one) => one.position > position);
    for (const { resolve } of passed) resolve();
  }
}

const isRetryable = (code: string): boolean => refusals[code as RefusalCode]?.retryable ?? false;
