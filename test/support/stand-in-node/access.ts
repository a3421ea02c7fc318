import type { Metadata, ServiceError } from '@grpc/grpc-js';
import { accessDenied, unauthenticated } from './failures.js';
import type { LogIndex } from './log-index.js';
import { isMetastream, originalOf } from './stream-metadata.js';

export type Right = 'read' | 'write' | 'delete';

const users: Readonly<Record<string, string>> = { admin: 'changeit', ops: 'changeit' };

/**
 * Who calls. Without TLS the node asks nobody and everybody is its administrator, as a server that was started insecurely.
 * @returns the user's name, `anonymous`, or undefined where the password is wrong
 */
export function callerOf(metadata: Metadata, secure: boolean): string | undefined {
  if (!secure) return 'admin';
  const [authorization] = metadata.get('authorization');
  if (authorization === undefined) return 'anonymous';
  const [name = '', password] = Buffer.from(String(authorization).replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':');
  return users[name] !== undefined && users[name] === password ? name : undefined;
}

/** Why a caller may not do this to a stream; undefined: they may. */
export function refusedAccess(index: LogIndex, caller: string | undefined, stream: string, right: Right): ServiceError | undefined {
  if (caller === undefined) return unauthenticated();
  if (caller === 'admin') return undefined;
  const ofMetadata = isMetastream(stream);
  const member = ofMetadata ? (right === 'read' ? '$mr' : '$mw') : ({ read: '$r', write: '$w', delete: '$d' } as const)[right];
  const { $acl } = index.metadataOf(ofMetadata ? originalOf(stream) : stream);
  const allowed = [$acl?.[member] ?? (stream.startsWith('$') ? '$admins' : '$all')].flat();
  return allowed.includes(caller) || allowed.includes('$all') ? undefined : accessDenied();
}
