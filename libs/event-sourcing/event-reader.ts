import type { ReadAllOptions } from './event-store.js';
import type { Position, StoredEvent } from './event.js';

/**
 * Long reads (a rebuild, verify): a way into the events that only reads, with connections of its own, fit for a worker
 * thread. Pages of at most 1,000 events, `json` included where the adapter has it.
 */
export interface EventReader {
  /** The position of the last event; undefined: there is none. */
  head(): Promise<Position | undefined>;
  /** How many events come after a position; left out: all. */
  count(after?: Position): Promise<number>;
  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent[]>;
  close(): Promise<void>;
}
