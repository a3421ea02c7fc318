import type { Position } from '#event-sourcing/event.js';

/**
 * LIVE: has passed everything that was delivered · CATCHING_UP: on its way there · REBUILDING: being built anew beside
 * the live one, which still follows and answers if it is of this version · STOPPED: it threw, or another process works on the same views.
 */
export type ProjectionStatusName = 'LIVE' | 'CATCHING_UP' | 'REBUILDING' | 'STOPPED';

/** fenced: another process has moved the checkpoint · otherStore: the event store is not the one that the views were made from. */
export type FailureKind = 'fenced' | 'otherStore';

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionStatusName;
  /** The last event that it passed; null: none yet. */
  readonly position: Position | null;
  /** How many delivered events it has not passed. */
  readonly behind: number;
  /** Why it stopped, or what it tries again fails with. */
  readonly error: string | null;
  /** Set where whoever runs the projections has to give up or to begin anew. */
  readonly failureKind?: FailureKind;
  /** The event it stopped at: it is the next one that it tries after a restart. */
  readonly failedAt: Position | null;
  readonly failedEventId: string | null;
  /** Of a rebuild under way: events done and in all. */
  readonly rebuild: RebuildProgress | null;
}

/** Whether it was told to move and did not: it has stopped, or what it tries again fails. */
export const isStuck = ({ state, behind, error }: ProjectionStatus): boolean => state === 'STOPPED' || (behind > 0 && error !== null);

export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}
