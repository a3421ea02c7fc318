import { createHash, randomBytes } from 'node:crypto';

const format = (bytes: Buffer, version: number): string => {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** The namespace of every id that Evenkeel derives. */
const namespace = Buffer.from('6f1d2b0c5e0e4a5c9d0b7a1f3c8e2d41', 'hex');

/** The id that these parts always give: UUIDv5 (RFC 9562) of their canonical list in Evenkeel's namespace. */
export function uuidFrom(...parts: readonly (string | number | null)[]): string {
  return format(createHash('sha1').update(namespace).update(JSON.stringify(parts)).digest(), 5);
}

/** A new id that sorts by time: UUIDv7 (RFC 9562). */
export function newUuid(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return format(bytes, 7);
}
