import { hash, randomBytes } from 'node:crypto';

/** Formats 16 bytes as a UUID of a version, with its variant set. */
function format(hex: string, version: number): string {
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The namespace of every derived id. */
const namespace = Buffer.from('6f1d2b0c5e0e4a5c9d0b7a1f3c8e2d41', 'hex');

/**
 * Derives an id: UUIDv5 (RFC 9562) of the canonical list of these parts in Evenkeel's namespace. The same parts always give the same id.
 */
export function uuidFrom(...parts: readonly (string | number | null)[]): string {
  const name = JSON.stringify(parts);
  const input = Buffer.allocUnsafe(namespace.length + Buffer.byteLength(name));
  namespace.copy(input);
  input.write(name, namespace.length);
  return format(hash('sha1', input, 'hex'), 5);
}

/** Makes a new id that sorts by time: UUIDv7 (RFC 9562). */
export function newUuid(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return format(bytes.toString('hex'), 7);
}
