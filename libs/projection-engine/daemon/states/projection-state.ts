import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Checkpoint } from '../../checkpoints/checkpoints.js';
import { messageOf } from '../../database/database-errors.js';
import type { ProjectionWriter } from '../../writers/projection-writer.js';
import type { FailureKind } from './projection-status.js';

/** Why a projection stopped, and the event that caused it, if one did. */
export interface Failure {
  /** The kind of failure; missing if no decision depends on it. */
  readonly kind?: FailureKind;
  readonly message: string;
  readonly position?: Position;
  readonly eventId?: string;
}

/** The failure that an error describes, with the position of the event if the error contains one. */
export function failureOf(error: unknown): Failure {
  const fault = error instanceof EventDamagedError ? error.fault : undefined;
  return {
    message: messageOf(error),
    ...(fault?.position === undefined ? {} : { position: fault.position }),
    ...(fault?.id === undefined ? {} : { eventId: fault.id }),
  };
}

/** The progress of a projection along the log. `following`: takes events as they come · `absent`: has to be rebuilt first · `stopped`. */
export class ProjectionState {
  state: 'following' | 'absent' | 'stopped' = 'following';
  failure: Failure | undefined;
  /** How many events of the log the projection has passed, as far as known. */
  passed = 0;
  /** How many events came after its checkpoint at the last count, minus those passed since. */
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

  /** Whether the projection's tables have the version of this code; false until the rebuild for a new version is done. */
  get current(): boolean {
    return this.checkpoint.version === this.writer.version;
  }

  movedTo(position: Position, events: number): void {
    this.checkpoint = { ...this.checkpoint, position };
    this.#count(events);
  }

  /** Sets the checkpoint: a rebuild has switched the tables, or an earlier attempt turned out to be committed. */
  adopt(checkpoint: Checkpoint): void {
    this.writer.forget();
    this.checkpoint = checkpoint;
    this.state = 'following';
    this.failure = undefined;
  }

  /** Counts events that the projection has passed. */
  #count(events: number): void {
    this.passed += events;
    this.backlog = Math.max(0, this.backlog - events);
  }

  stop(failure: Failure): void {
    this.state = 'stopped';
    this.failure = failure;
  }

  /** The events of a batch that the projection has not passed yet. */
  due(events: readonly StoredEvent[]): readonly StoredEvent[] {
    const first = events[0];
    if (first === undefined || first.position > this.position) return events;
    return events.filter(({ position }) => position > this.position);
  }
}
