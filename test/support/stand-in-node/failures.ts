import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { Expectation } from './append-decision.js';

/** The server names its exception in the trailers; the client goes by that name first, then by the status. */
function failure(code: status, details: string, trailers: Readonly<Record<string, string>>): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const unavailable = (): ServiceError => failure(status.UNAVAILABLE, 'Server Is Not Ready', {});

export const unauthenticated = (): ServiceError => failure(status.UNAUTHENTICATED, 'Unauthenticated', {});

export const accessDenied = (): ServiceError => failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const notLeader = ({ address, port }: { readonly address: string; readonly port: number }): ServiceError =>
  failure(status.NOT_FOUND, `Leader info available, ${address}:${port}`, {
    exception: 'not-leader',
    'leader-endpoint-host': address,
    'leader-endpoint-port': String(port),
  });

export const streamDeleted = (stream: string): ServiceError =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream });

export const appendTooLarge = (limit: number): ServiceError =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

const versionOf = (expected: Expectation): number =>
  typeof expected === 'number' ? expected : { any: -2, none: -1, exists: -4 }[expected];

export function wrongExpectedVersion(stream: string, expected: Expectation, current: number): ServiceError {
  const version = versionOf(expected);
  return failure(status.FAILED_PRECONDITION, `WrongExpectedVersion of '${stream}': expected ${version}, actual ${current}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(version),
    'actual-version': String(current),
  });
}
