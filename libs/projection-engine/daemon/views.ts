import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { ProjectionStatus, RebuildProgress } from './projection-status.js';

/** Hears of events once every projection that runs, and the journal, has passed them. */
export type AppliedListener = (events: readonly StoredEvent[]) => void;

/** The read side as the rest of the program sees it: who has passed what, waiting for it, rebuilding. */
export abstract class Views {
  /** The last position that every running projection has passed; undefined: none. */
  abstract get head(): Position | undefined;
  /**
   * Waits until the named projections (`journal` is one) have passed a position. `pending`: the time was up, or one of
   * them has stopped, which ends the wait at once. @throws Error for a name that does not exist.
   */
  abstract waitFor(position: Position, names: readonly string[], timeoutMs: number): Promise<'passed' | 'pending'>;
  /** Every projection and the journal, in order of declaration. */
  abstract status(): ProjectionStatus[];
  /**
   * States what queries of the views depend on: the version, the build and the checkpoint of every projection and the journal. As long as
   * it stays the same, so do their results, but for what depends on the date. Undefined: not known at this moment.
   */
  abstract checkpoints(): string | undefined | Promise<string | undefined>;
  /**
   * Whether queries of a view (`journal` is one) find tables of the version that this code knows. Not so while that version is being
   * built beside an older one: the tables of that may have another shape, and another meaning.
   */
  abstract answers(name: string): boolean;
  /**
   * Builds a projection (or `journal`) anew beside the live one and switches when it has caught up. A request for one that is
   * already being rebuilt joins it. @throws Error for a name that does not exist, or with what the rebuild failed of.
   */
  abstract rebuild(name: string | readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void>;
  /** Returns what ends the listening. */
  abstract onApplied(listener: AppliedListener): () => void;
}
