import type { Fault } from '#event-sourcing/store/event-damaged.js';
import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { Checkpoint } from '../checkpoints/checkpoints.js';
import type { Failure } from '../daemon/states/projection-state.js';
import type { RebuildProgress } from '../daemon/states/projection-status.js';

/** The data that a rebuild thread is started with. Functions cannot be passed to a thread, so modules are named and loaded there. */
export interface RebuildThreadData {
  readonly names: readonly string[];
  /** The views' database: a file of SQLite, perhaps with the file of the store's events, or the address of a PostgreSQL database. */
  readonly views: { readonly file: string; readonly eventFile?: string } | { readonly url: string };
  /** The module that exports PROJECTIONS. */
  readonly projectionsModule: string;
  /** The module that exports `openReader`, an OpenReader; it is called with `readerArgument`. */
  readonly readerModule: string;
  readonly readerArgument: unknown;
}

/**
 * Opens an event reader for long reads. `ofStore` makes a reader from a store that has only the port; closing the reader closes the store.
 */
export type OpenReader = (argument: unknown, ofStore: (store: EventStore) => EventReader) => EventReader;

export type FromThread =
  | { readonly kind: 'ask'; readonly turn: number }
  | { readonly kind: 'done'; readonly turn: number }
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'switched'; readonly checkpoints: readonly Checkpoint[] }
  | { readonly kind: 'finished'; readonly failures: readonly (readonly [name: string, failure: Failure])[] }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined; readonly fault: Fault | undefined };

export interface ToThread {
  readonly kind: 'granted';
  readonly turn: number;
}
