import type { Database } from 'better-sqlite3';
import { lossAccepted, type Loss } from '#event-sourcing/store/installation.js';
import { checksumOf } from '../file/checksum.js';
import { insertEvent } from '../file/event-file.js';
import { serialise } from '../file/event-row.js';
import { positionOf, rowOf } from '../file/position.js';

/** How many gaps are listed at most; nobody reads more. */
const mostGaps = 100;

/** A range of missing rows, both ends included. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface Missing {
  /** The first gaps of the log, up to the limit. */
  readonly gaps: readonly Gap[];
  /** How many of the missing events were the last of their stream, so that no gap in the stream's revisions shows their loss. */
  readonly ends: number;
  /** Whether `gaps` is complete and every missing event was at the end of its stream. */
  readonly endsAlone: boolean;
}

const nothingMissing: Missing = { gaps: [], ends: 0, endsAlone: false };

const gapsOf = `
  with recursive places (place, next) as (
    select 0, (select min(position) from events)
    union all
    select next, (select min(position) from events where position > next) from places where next is not null
  )
  select place + 1 as "from", next - 1 as "to" from places where next > place + 1 limit ${mostGaps}
`;

/** Finds what is missing before the last event. If nothing is missing, this costs one walk over an index: some 50 bytes per event. */
export function missingIn(file: Database): Missing {
  const [count, head] = file.prepare('select count(*), coalesce(max(position), 0) from events').raw().get() as [number, number];
  if (count === head) return nothingMissing;
  const gaps = file.prepare(gapsOf).all() as Gap[];
  const places = file
    .prepare('select coalesce(sum(places), 0) from (select max(revision) + 1 as places from events group by stream)')
    .pluck()
    .get() as number;
  const listed = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const ends = Math.max(0, head - places);
  return { gaps, ends, endsAlone: ends === head - count && listed === ends };
}

/** The losses that an operator can accept: missing ends of streams. Empty if an event is missing in the middle of a stream. */
export function acceptableLosses({ gaps, endsAlone }: Missing): Loss[] {
  if (!endsAlone) return [];
  return gaps.map(({ from, to }) => ({ kind: 'EVENTS_MISSING', from: positionOf(from), to: positionOf(to) }));
}

/**
 * Writes a placeholder event, in a stream of its own, at each position whose loss was accepted. Afterwards the log has no gap and can be
 * rebuilt from, exported and verified again.
 * @param now RFC 3339 in UTC
 * @returns whether there was such a position
 */
export function fillAccepted(file: Database, losses: readonly Loss[], now: string): boolean {
  const missing = losses.filter((loss) => loss.kind === 'EVENTS_MISSING');
  const insert = file.prepare(insertEvent);
  const fill = file.transaction(() => {
    for (const loss of missing) {
      for (let row = rowOf(loss.from); row <= rowOf(loss.to); row++) {
        const stream = `lost-${positionOf(row)}`;
        const [{ id, type, data, metadata }] = serialise([lossAccepted([loss], now)]) as [ReturnType<typeof serialise>[number]];
        insert.run(row, stream, 0, id, type, data, metadata, checksumOf(row, stream, 0, id, type, data, metadata));
      }
    }
  });
  fill.immediate();
  return missing.length > 0;
}
