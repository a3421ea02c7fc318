import type { EventReader } from '#event-sourcing/store/event-reader.js';
import { closedError } from '../closed.js';
import { openEventFileForReading } from './file/event-file.js';
import { EventAsRead } from './reading/event-as-read.js';
import { EventPages } from './reading/event-pages.js';
import { positionIn, positionOf, rowOf } from './file/position.js';
import { readAll, readStream } from './reading/reads.js';
import { streamNames } from './file/stream-names.js';

const namesAtOnce = 1_000;

/** Selects the events with their positions in the text form that the port uses. */
const rows = (schema: string): string =>
  `select ${positionIn('position')} as position, stream, revision, id, type, data, metadata from ${schema}.events
   where position > cast(? as integer) and position <= cast(? as integer) order by events.position limit ?`;

/**
 * Reads the events of a data folder on a connection of its own, beside the store that owns the folder: for worker threads. Each page shows
 * what is committed at that time.
 * @throws EventStoreError STORE_UNAVAILABLE if there is no event file
 */
export function openReader(folder: string): EventReader {
  const { file, release } = openEventFileForReading(folder);
  const pages = new EventPages(file, { eventOf: (row) => new EventAsRead(row) });
  const names = streamNames(file);
  const open = (): EventPages => {
    if (!file.open) throw closedError();
    return pages;
  };
  return {
    read: (stream, options) => readStream(open, stream, options),
    readAll: (options) => readAll(open, options),
    head: async () => {
      const row = open().head();
      return row === 0 ? undefined : positionOf(row);
    },
    // Positions have no gaps, so the number follows from two positions without counting rows.
    count: async (after) => Math.max(0, open().head() - (after === undefined ? 0 : rowOf(after))),
    streams: async function* () {
      open();
      const all = names();
      for (let start = 0; start < all.length; start += namesAtOnce) yield all.slice(start, start + namesAtOnce);
    },
    table: { file: file.name, rows },
    close: async () => release(),
  };
}
