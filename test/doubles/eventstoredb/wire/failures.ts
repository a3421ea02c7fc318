import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { Expectation } from '../log/append-decision.js';

/** The server names its exception in the trailers, which are ASCII; the client checks that name first, then the status. */
function failure(code: status, details: string, trailers: Readonly<Record<string, string>>): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value.replace(/[^ -~]/g, '?'));
  return Object.assign(new Error(details), { code, details, metadata });
}

export const unavailable = (): ServiceError => failure(status.UNAVAILABLE, 'Server Is Not Ready', {});

export const unauthenticated = (): ServiceError => failure(status.UNAUTHENTICATED, 'Unauthenticated', {});

export const accessDenied = (): ServiceError => failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const invalidPosition = (): ServiceError => failure(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.', {});

export const unknownFailure = (): ServiceError => failure(status.UNKNOWN, 'Exception was thrown by handler.', {});

export const notLeader = ({ address, port }: { readonly address: string; readonly port: number }): ServiceError =>
  failure(status.NOT_FOUND, 'Leader info available', {
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

/** The error for a deletion; an append reports this in its answer instead. */
export function wrongExpectedVersion(stream: string, expected: Expectation, current: number): ServiceError {
  const version = versionOf(expected);
  const versions = `Expected version: ${version}, Actual version: ${current}`;
  return failure(status.FAILED_PRECONDITION, `Delete failed due to WrongExpectedVersion. Stream: ${stream}, ${versions}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(version),
    'actual-version': String(current),
  });
}
