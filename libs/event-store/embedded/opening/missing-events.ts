import type { Database } from 'better-sqlite3';
import { lossAccepted, type Loss } from '#event-sourcing/installation.js';
import { checksumOf } from '../file/checksum.js';
import { insertEvent } from '../file/event-file.js';
import { serialise } from '../file/event-row.js';
import { positionOf, rowOf } from '../file/position.js';

/** More gaps than anybody reads are not listed. */
const mostGaps = 100;

/** Rows that are missing, from the first to the last one. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface Missing {
  /** The first gaps of the log. */
  readonly gaps: readonly Gap[];
  /** How many of the missing events were the last of their stream: no gap in its revisions tells of them. */
  readonly ends: number;
  /** `gaps` has all of them, and each event in them was the last of its stream, or one of the last. */
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

/** What is missing before the last event. Where nothing is, that is one walk over an index: some 50 bytes an event. */
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

/** What an operator accepts who goes on without the missing ends of streams; nothing where an event is missing from the middle of one. */
export function acceptableLosses({ gaps, endsAlone }: Missing): Loss[] {
  if (!endsAlone) return [];
  return gaps.map(({ from, to }) => ({ kind: 'EVENTS_MISSING', from: positionOf(from), to: positionOf(to) }));
}

/**
 * Puts an event that says so into each place whose loss was accepted, in a stream of its own: the log has no gap then, and can be
 * rebuilt from, exported and verified again.
 * @param now RFC 3339 in UTC @returns whether there was one
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
