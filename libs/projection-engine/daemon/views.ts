import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { ProjectionStatus, RebuildProgress } from './states/projection-status.js';

/** Called with events once the journal and every running projection have passed them. */
export type AppliedListener = (events: readonly StoredEvent[]) => void;

/** The read side as the rest of the program sees it: progress of projections, waiting for a position, rebuilding. */
export abstract class Views {
  /** The last position that every running projection has passed; undefined: none. */
  abstract get head(): Position | undefined;
  /**
   * Waits until the named projections (`journal` is one) have passed a position.
   * @returns `pending`: the time was up, or one of the projections has stopped, which ends the wait at once
   * @throws Error for an unknown name
   */
  abstract waitFor(position: Position, names: readonly string[], timeoutMs: number): Promise<'passed' | 'pending'>;
  /** Every projection and the journal, in order of declaration. */
  abstract status(): ProjectionStatus[];
  /**
   * A text of the version, build and checkpoint of every projection and the journal. While the text stays the same, so do the results of
   * queries, except those that depend on the date. Undefined: not known at this moment.
   */
  abstract checkpoints(): string | undefined | Promise<string | undefined>;
  /**
   * Whether queries of a projection (`journal` is one) find tables of the version that this code knows. False while that version is being
   * built beside an older one, whose tables may have another shape and meaning.
   */
  abstract answers(name: string): boolean;
  /**
   * Rebuilds a projection (or `journal`) beside the live one and switches when the new tables have caught up. A request for a projection
   * that is being rebuilt joins that rebuild. @throws Error for an unknown name, or the error that the rebuild failed with
   */
  abstract rebuild(name: string | readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void>;
  /** Returns a function that removes the listener. */
  abstract onApplied(listener: AppliedListener): () => void;
}
