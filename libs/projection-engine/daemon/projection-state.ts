import { EventDamagedError } from '#event-sourcing/event-damaged.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Checkpoint } from '../checkpoints/checkpoints.js';
import { messageOf } from '../database/database-errors.js';
import type { ProjectionWriter } from '../writers/projection-writer.js';
import type { FailureKind } from './projection-status.js';

/** Why a projection stopped, and at which event where one is to blame. */
export interface Failure {
  /** Left out where nobody decides anything by it. */
  readonly kind?: FailureKind;
  readonly message: string;
  readonly position?: Position;
  readonly eventId?: string;
}

/** Why it stopped, with the event's position where the error tells it. */
export function failureOf(error: unknown): Failure {
  const fault = error instanceof EventDamagedError ? error.fault : undefined;
  return {
    message: messageOf(error),
    ...(fault?.position === undefined ? {} : { position: fault.position }),
    ...(fault?.id === undefined ? {} : { eventId: fault.id }),
  };
}

/** A projection on its way along the log. `following`: it takes what comes · `absent`: it has to be rebuilt first · `stopped`. */
export class ProjectionState {
  state: 'following' | 'absent' | 'stopped' = 'following';
  failure: Failure | undefined;
  /** How many events of the log it has passed, as far as that is known. */
  passed = 0;
  /** How many came after its checkpoint when that was last counted, less those passed since. */
  backlog = 0;

  constructor(
    readonly writer: ProjectionWriter,
    public checkpoint: Checkpoint,
  ) {}

  get name(): string {
    return this.writer.name;
  }

  get position(): Position {
    return this.checkpoint.position;
  }

  /** Its tables are those of this version: not so before a rebuild that a new version needs. */
  get current(): boolean {
    return this.checkpoint.version === this.writer.version;
  }

  movedTo(position: Position, events: number): void {
    this.checkpoint = { ...this.checkpoint, position };
    this.#count(events);
  }

  /** Its tables and its checkpoint are now these: a rebuild has switched, or another attempt turned out to be committed. */
  adopt(checkpoint: Checkpoint): void {
    this.writer.forget();
    this.checkpoint = checkpoint;
    this.state = 'following';
    this.failure = undefined;
  }

  /** It has passed so many events more. */
  #count(events: number): void {
    this.passed += events;
    this.backlog = Math.max(0, this.backlog - events);
  }

  stop(failure: Failure): void {
    this.state = 'stopped';
    this.failure = failure;
  }

  /** What of a batch it has not passed. */
  due(events: readonly StoredEvent[]): readonly StoredEvent[] {
    const first = events[0];
    if (first === undefined || first.position > this.position) return events;
    return events.filter(({ position }) => position > this.position);
  }
}
