import type { Place } from './checkpoints.js';
import type { Failure } from './follower.js';
import type { RebuildProgress } from './projection-status.js';

/** What a rebuild thread is started with. Functions do not cross to a thread: modules are named, and loaded there. */
export interface RebuildThreadData {
  readonly names: readonly string[];
  /** The views' database. */
  readonly file: string;
  /** Exports PROJECTIONS. */
  readonly projectionsModule: string;
  /** Exports openReader, which is given `readerArgument`. */
  readonly readerModule: string;
  readonly readerArgument: string;
}

export type FromThread =
  | { readonly kind: 'ask'; readonly turn: number }
  | { readonly kind: 'done'; readonly turn: number }
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'switched'; readonly places: readonly Place[] }
  | { readonly kind: 'finished'; readonly failures: readonly (readonly [name: string, failure: Failure])[] }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined };

export interface ToThread {
  readonly kind: 'granted';
  readonly turn: number;
}
