import { describe, expect, it } from '@jest/globals';
import {
  CancelledError,
  DeadlineExceededError,
  NotLeaderError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
  UnknownError,
} from '@eventstore/db-client';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { meaningOf, Outage } from './call-failure.js';

/** An error as grpc-js passes it to the client. */
const status = (code: number, details: string) =>
  Object.assign(new Error(`${code}: ${details}`), {
    code,
    details,
    metadata: { getMap: () => ({ 'leader-endpoint-host': 'a', 'leader-endpoint-port': 1, 'stream-name': 's' }) },
  }) as never;

describe('a failed call', () => {
  it.each<[string, Error]>([
    ['a node that is not there', new UnavailableError(status(14, 'No connection established. Last error: connect ECONNREFUSED'))],
    ['a server that gave up waiting for its cluster', new TimeoutError(status(10, 'Operation timed out'))],
    ['a server that goes down', new CancelledError(status(1, 'Received RST_STREAM with code 8'))],
    ['a node that does not lead', new NotLeaderError(status(5, 'Leader info available'))],
    ['a cluster between two leaders', new UnknownError(status(2, 'No leader info available in response'))],
    ['a server with too much to do', new UnknownError(status(8, 'Bandwidth exhausted or memory limit exceeded'))],
    ['a stream that was reset', new UnknownError(status(13, 'Received RST_STREAM with code 2'))],
    ['a channel that was closed under it', new Error('Channel has been shut down')],
    ['a cluster that cannot be found', new Error('Failed to discover after 10 attempts.')],
  ])('of %s is worth another try', (_, error) => {
    expect(meaningOf(error)).toBeInstanceOf(Outage);
  });

  it.each<[string, string, Error]>([
    [
      'EVENT_TOO_LARGE',
      'more than a message holds',
      new UnknownError(status(8, 'Received message exceeds the maximum configured message size.')),
    ],
    [
      'EVENT_TOO_LARGE',
      'more than a message of grpc-js holds',
      new UnknownError(status(8, 'Received message larger than max (20000139 vs 17825792)')),
    ],
    [
      'EVENT_TOO_LARGE',
      'an event too large for a server that limits single ones',
      new UnknownError(status(3, 'Event with Id: a, Size: 9, exceeds Maximum Append Event Size of 8.')),
    ],
    ['STALE_POSITION', 'a position that is none of the log', new UnknownError(status(3, 'Trying to read from an invalid position.'))],
    ['STORE_UNAVAILABLE', 'a stream that is gone for good', new StreamDeletedError(status(9, 'deleted'))],
    [
      'STORE_UNAVAILABLE',
      'a certificate that is not trusted',
      new UnavailableError(status(14, 'Last error: Error: self-signed certificate')),
    ],
    [
      'STORE_UNAVAILABLE',
      'a server without TLS',
      new UnavailableError(status(14, 'Last error: Error: 80B:error:0A00010B:SSL routines:wrong version number')),
    ],
    ['STORE_UNAVAILABLE', 'what the server does not know', new UnknownError(status(12, 'unimplemented'))],
  ])('is %s for %s, and no other try is made', (code, _, error) => {
    expect(meaningOf(error)).toMatchObject({ code, retryable: false });
    expect(meaningOf(error)).toBeInstanceOf(EventStoreError);
  });

  it('that nobody answered says so: the node may be frozen or cut off', () => {
    expect(meaningOf(new DeadlineExceededError(status(4, 'Deadline exceeded')))).toMatchObject({ unanswered: true });
    expect(meaningOf(new UnavailableError(status(14, 'Server Is Not Ready')))).toMatchObject({ unanswered: false });
  });

  it('that is a defect of the program stays what it is', () => {
    const defect = new TypeError('x is not a function');
    expect(meaningOf(defect)).toBe(defect);
    expect(meaningOf('text')).toBe('text');
  });
});
