import type { EventStore } from './event-store.js';
import type { Position } from './event.js';

/**
 * Long reads (a rebuild, verify): a way into the events that only reads, with connections of its own, fit for a worker
 * thread. Pages of at most 1,000 events, `json` included where the adapter has it.
 */
export interface EventReader extends Pick<EventStore, 'read' | 'readAll' | 'close'> {
  /** The position of the last event; undefined: there is none. */
  head(): Promise<Position | undefined>;
  /** How many events come after a position; left out: all. */
  count(after?: Position): Promise<number>;
  /**
   * The names of all streams, in lists. A rebuild that has them folds stream by stream, each document once; an adapter that
   * cannot tell leaves it out, and the log is read in its own order.
   */
  streams?(): AsyncIterable<string[]>;
  /** Where the events lie in a file of SQLite: who writes to another such file can copy them without reading them one by one. */
  readonly table?: EventTable;
}

/** Events in a file of SQLite, which another connection of this process may attach, and only read. */
export interface EventTable {
  readonly file: string;
  /**
   * A SELECT of the columns position, stream, revision, id, type, data and metadata, in the order of the log. Its parameters: the position
   * after which it begins, the one that it goes up to, how many rows at most. @param schema what the file is attached as
   */
  rows(schema: string): string;
}
