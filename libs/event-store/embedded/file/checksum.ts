import { crc32 } from 'node:zlib';
import type { Fault } from '#event-sourcing/event-damaged.js';
import type { EventRow } from './event-row.js';
import { positionOf } from './position.js';

/** Nearly all ids and names need no escaping; asking costs a tenth of what JSON.stringify does. */
const plain = /^[\w.-]*$/;
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/**
 * CRC-32 of the canonical JSON (RFC 8785) of all that is stored of an event: it finds every run of up to 32 changed bits, and any other
 * change but one in four billion. It is against accidents: whoever can write the file can write a checksum that fits.
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

/** A changed byte may have turned a column into a value of another kind. */
const isWhole = (row: EventRow): boolean =>
  typeof row[1] === 'string' &&
  typeof row[3] === 'string' &&
  typeof row[4] === 'string' &&
  typeof row[5] === 'string' &&
  typeof row[6] === 'string';

/** Whether an event is as it was written. Rows of a file that has no checksums yet are only whole or not. */
export const isAsWritten = (row: EventRow, hasChecksums: boolean): boolean =>
  isWhole(row) && (!hasChecksums || checksumOf(row[0], row[1], row[2], row[3], row[4], row[5], row[6]) === row[7]);

/** What is said of an event that is not as it was written: as much as can be told from its row. */
export const faultOf = ([row, stream, revision, id]: EventRow, kind: Fault['kind']): Fault => ({
  kind,
  position: positionOf(row),
  ...(typeof stream === 'string' ? { stream } : {}),
  ...(typeof revision === 'number' ? { revision } : {}),
  ...(typeof id === 'string' ? { id } : {}),
});
