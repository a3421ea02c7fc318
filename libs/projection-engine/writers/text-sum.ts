import { crc32 } from 'node:zlib';

/**
 * CRC-32 of an event's canonical texts. The journal has it in place of the texts, so that `evenkeel verify` sees an event that was changed
 * together with its checksum in the store.
 */
export const textSum = (data: string, metadata: string): number => crc32(metadata, crc32(data));

/** Makes `text_sum(data, metadata)` a function of SQL on a connection that copies events. */
export function defineTextSum(connection: { function(name: string, implementation: (...texts: never[]) => number): unknown }): void {
  connection.function('text_sum', textSum);
}
