import type { EventStore } from './event-store.js';
import type { Position } from '../event.js';

/**
 * Access for long reads (a rebuild, verify): read-only, with connections of its own, fit for a worker thread. Pages have at most 1,000
 * events, with `json` if the adapter has it.
 */
export interface EventReader extends Pick<EventStore, 'read' | 'readAll' | 'close'> {
  /** The position of the last event; undefined: the log is empty. */
  head(): Promise<Position | undefined>;
  /** How many events come after a position; default: all. */
  count(after?: Position): Promise<number>;
  /**
   * The names of all streams, in lists. With them a rebuild folds stream by stream, each document once; an adapter that cannot list streams
   * omits this, and the log is read in its own order.
   */
  streams?(): AsyncIterable<string[]>;
  /** Where the events are in a SQLite file: a writer of another SQLite file can copy them without reading each one. */
  readonly table?: EventTable;
}

/** Events in a SQLite file that another connection of this process may attach read-only. */
export interface EventTable {
  readonly file: string;
  /**
   * A SELECT of the columns position, stream, revision, id, type, data and metadata, in the order of the log. Its parameters: the position
   * to start after, the last position, the number of rows. @param schema the name that the file is attached under
   */
  rows(schema: string): string;
}
