import type { Metadata, ServiceError, ServerUnaryCall } from '@grpc/grpc-js';
import { accessDenied, unauthenticated } from './failures.js';
import type { LogIndex } from '../log/log-index.js';
import { isMetastream, originalOf } from '../log/stream-metadata.js';

export type Right = 'read' | 'write' | 'delete';

/** The parts of a call that identify the caller. */
export type Caller = Pick<ServerUnaryCall<unknown, unknown>, 'metadata' | 'getAuthContext'>;

interface User {
  readonly name: string;
  readonly roles: readonly string[];
}

const users: readonly (User & { readonly password: string })[] = [
  { name: 'admin', password: 'changeit', roles: ['$admins'] },
  { name: 'ops', password: 'changeit', roles: ['$ops'] },
];

const anonymous: User = { name: '', roles: [] };

/** The name that stands for all streams together. */
export const allStreams = '$all';

/**
 * The user of a call: credentials take precedence over a certificate. Without TLS everybody is an administrator, as on a server that was
 * started with --insecure.
 */
function userOf(caller: Caller, secure: boolean): User | undefined {
  if (!secure) return users[0];
  const [authorization] = caller.metadata.get('authorization');
  if (authorization !== undefined) {
    const [name, password] = credentialsIn(String(authorization));
    return users.find((user) => user.name === name && user.password === password);
  }
  // Accept only a certificate that the node's authority has signed.
  const certificate = caller.getAuthContext().sslPeerCertificate;
  if (certificate === undefined) return anonymous;
  return users.find(({ name }) => name === certificate.subject.CN);
}

const credentialsIn = (authorization: string): string[] =>
  Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':');

/** The error for a caller who may not use the node at all; undefined: they may. */
export const refusedEntry = (caller: Caller, secure: boolean): ServiceError | undefined =>
  userOf(caller, secure) === undefined ? unauthenticated() : undefined;

/** The error for a caller without this right on a stream; undefined: they have it. */
export function refusedAccess(index: LogIndex, caller: Caller, secure: boolean, stream: string, right: Right): ServiceError | undefined {
  const user = userOf(caller, secure);
  if (user === undefined) return unauthenticated();
  if (right !== 'read' && stream === allStreams) return accessDenied();
  if (user.roles.includes('$admins')) return undefined;
  const ofMetadata = isMetastream(stream);
  if (user === anonymous || (ofMetadata && right === 'delete')) return accessDenied();
  const original = ofMetadata ? originalOf(stream) : stream;
  const member = ofMetadata ? (right === 'read' ? '$mr' : '$mw') : ({ read: '$r', write: '$w', delete: '$d' } as const)[right];
  const allowed = [index.metadataOf(original).$acl?.[member] ?? (original.startsWith('$') ? '$admins' : '$all')].flat();
  return ['$all', user.name, ...user.roles].some((who) => allowed.includes(who)) ? undefined : accessDenied();
}

/** Whether the caller requires the leader to answer. */
export const requiresLeader = (metadata: Metadata): boolean => /^true$/i.test(String(metadata.get('requires-leader')[0]));
