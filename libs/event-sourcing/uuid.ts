import { hash, randomBytes } from 'node:crypto';

/** The text of a UUID whose first 16 bytes these are, with its version and variant set. */
function format(hex: string, version: number): string {
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The namespace of every id that Evenkeel derives. */
const namespace = Buffer.from('6f1d2b0c5e0e4a5c9d0b7a1f3c8e2d41', 'hex');

/** The id that these parts always give: UUIDv5 (RFC 9562) of their canonical list in Evenkeel's namespace. */
export function uuidFrom(...parts: readonly (string | number | null)[]): string {
  const name = JSON.stringify(parts);
  const input = Buffer.allocUnsafe(namespace.length + Buffer.byteLength(name));
  namespace.copy(input);
  input.write(name, namespace.length);
  return format(hash('sha1', input, 'hex'), 5);
}

/** A new id that sorts by time: UUIDv7 (RFC 9562). */
export function newUuid(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return format(bytes.toString('hex'), 7);
}
