import type { Position } from '#event-sourcing/event.js';

/**
 * LIVE: has passed every delivered event · CATCHING_UP: has not yet · REBUILDING: is being rebuilt beside the live tables, which still
 * follow and answer queries if they are of this version · STOPPED: the projection threw, or another process works on the same views.
 */
export type ProjectionStatusName = 'LIVE' | 'CATCHING_UP' | 'REBUILDING' | 'STOPPED';

/** fenced: another process has moved the checkpoint · otherStore: the views were made from another event store. */
export type FailureKind = 'fenced' | 'otherStore';

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionStatusName;
  /** The last event that the projection has passed; null: none yet. */
  readonly position: Position | null;
  /** How many delivered events the projection has not passed. */
  readonly behind: number;
  /** Why the projection stopped, or the error of the step that is being retried. */
  readonly error: string | null;
  /** Whether the caller that runs the projections must give up (fenced) or start again (otherStore); undefined: neither. */
  readonly failureKind?: FailureKind;
  /** The event that the projection stopped at; after a restart it continues with this event. */
  readonly failedAt: Position | null;
  readonly failedEventId: string | null;
  /** Progress of a rebuild that is running: events done and total. */
  readonly rebuild: RebuildProgress | null;
}

/** Whether the projection does not move although events are waiting: it has stopped, or its retries fail. */
export const isStuck = ({ state, behind, error }: ProjectionStatus): boolean => state === 'STOPPED' || (behind > 0 && error !== null);

export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}
