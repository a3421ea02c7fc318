import { crc32 } from 'node:zlib';
import type { Fault } from '#event-sourcing/store/event-damaged.js';
import type { EventRow } from './event-row.js';
import { positionOf } from './position.js';

/** Nearly all ids and names need no escaping; this test costs a tenth of JSON.stringify. */
const plain = /^[\w.-]*$/;
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/**
 * CRC-32 of the canonical JSON (RFC 8785) of everything that is stored of an event. It detects every run of up to 32 changed bits, and all
 * but one in four billion other changes. It guards against accidents, not attacks: whoever can write the file can also write a valid
 * checksum.
 */
export const checksumOf = (
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
): number =>
  crc32(
    `{"data":${data},"id":${quoted(id)},"metadata":${metadata},"position":${position},"revision":${revision},"stream":${quoted(stream)},"type":${quoted(type)}}`,
  );

/** Checks the types of all columns: a changed byte may have turned a value into one of another type. */
const isWhole = (row: EventRow): boolean =>
  typeof row[1] === 'string' &&
  typeof row[3] === 'string' &&
  typeof row[4] === 'string' &&
  typeof row[5] === 'string' &&
  typeof row[6] === 'string';

/** Whether an event is as it was written. If the file has no checksums yet, only the types of the columns are checked. */
export const isAsWritten = (row: EventRow, hasChecksums: boolean): boolean =>
  isWhole(row) && (!hasChecksums || checksumOf(row[0], row[1], row[2], row[3], row[4], row[5], row[6]) === row[7]);

/** Describes a damaged event as far as its row still can be read. */
export const faultOf = ([row, stream, revision, id]: EventRow, kind: Fault['kind']): Fault => ({
  kind,
  position: positionOf(row),
  ...(typeof stream === 'string' ? { stream } : {}),
  ...(typeof revision === 'number' ? { revision } : {}),
  ...(typeof id === 'string' ? { id } : {}),
});
