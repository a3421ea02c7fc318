import { ErrorType, isCommandError, type CommandError } from '@eventstore/db-client';
import { EventStoreError } from '#event-sourcing/event-store.js';

/** A call whose outcome nobody knows, or that certainly did nothing but may do better on another try. */
export class Outage extends Error {}

// Of grpc-js, by number: the client hands them on as they are.
const unknown = 2;
const resourceExhausted = 8;
const internal = 13;

const passing: ReadonlySet<string> = new Set([
  ErrorType.TIMEOUT,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
]);

/**
 * What a failed call means to this library.
 * @returns an Outage where another try makes sense, an EventStoreError where none does, and anything else as it is
 */
export function meaningOf(error: unknown): unknown {
  if (error instanceof Outage || error instanceof EventStoreError) return error;
  if (!(error instanceof Error) || !isCommandError(error)) return isOfTheChannel(error) ? new Outage('the connection was lost') : error;
  if (passing.has(error.type)) return new Outage(error.type);
  switch (error.type) {
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      return tooLarge();
    case ErrorType.STREAM_DELETED:
      return new EventStoreError('STORE_UNAVAILABLE', 'the stream has been deleted for good on the event store');
    case ErrorType.ACCESS_DENIED:
      return new EventStoreError('STORE_UNAVAILABLE', 'the event store refuses the credentials of EVENTSTORE_URL');
    default:
      return ofStatus(error);
  }
}

function ofStatus({ type, code: given }: CommandError): Error {
  const code = Number(given);
  if (code === resourceExhausted) return tooLarge();
  if (code === unknown || code === internal) return new Outage(type);
  return new EventStoreError('STORE_UNAVAILABLE', `the event store refuses the call: ${type}, status ${code}`);
}

const tooLarge = (): EventStoreError =>
  new EventStoreError(
    'EVENT_TOO_LARGE',
    'the events of one append are larger than the event store allows (1 MiB unless configured otherwise)',
  );

/** What the client and grpc-js throw bare when there is no channel, or when it is closed under a call. */
const isOfTheChannel = (error: unknown): boolean =>
  error instanceof Error && /Failed to discover|Channel has been (shut down|closed)|write after end|premature close/i.test(error.message);
