import { ErrorType, isCommandError, type CommandError } from '@eventstore/db-client';
import { EventStoreError } from '#event-sourcing/event-store.js';

/** A call whose outcome nobody knows, or that certainly did nothing but may do better on another try. */
export class Outage extends Error {
  /** @param unanswered nothing came back at all: the node may be frozen, or cut off */
  constructor(
    message: string,
    readonly unanswered = false,
  ) {
    super(message);
  }
}

/** To be thrown where no answer came in time, from what has no deadline of its own. */
export const noAnswer = (): never => {
  throw new Outage('no answer in time');
};

// Of grpc-js, by number: the client hands them on as they are.
const unknown = 2;
const invalidArgument = 3;
const resourceExhausted = 8;
const internal = 13;

/**
 * What a failed call means to this library.
 * @returns an Outage where another try makes sense, an EventStoreError where none does, and anything else as it is
 */
export function meaningOf(error: unknown): unknown {
  if (error instanceof Outage || error instanceof EventStoreError || !(error instanceof Error)) return error;
  if (/Failed to discover/.test(error.message))
    return new Outage('no node of EVENTSTORE_URL tells who leads the cluster; see its names and ports, tls and tlsCAFile');
  if (!isCommandError(error)) return isOfTheChannel.test(error.message) ? new Outage(error.message) : error;
  switch (error.type) {
    case ErrorType.UNAVAILABLE:
      return isOfTls.test(error.message)
        ? refused(`TLS with it fails, see tls and tlsCAFile: ${error.message}`)
        : new Outage(error.message);
    case ErrorType.DEADLINE_EXCEEDED:
      return new Outage(error.type, true);
    case ErrorType.TIMEOUT:
    case ErrorType.CANCELLED:
    case ErrorType.NOT_LEADER:
      return new Outage(error.type);
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      return tooLarge();
    case ErrorType.STREAM_DELETED:
      return new EventStoreError('STORE_UNAVAILABLE', 'the stream has been deleted for good on the event store');
    case ErrorType.ACCESS_DENIED:
      return refused('it refuses the credentials');
    default:
      return ofStatus(error);
  }
}

/** What the client has no error of its own for. */
function ofStatus({ code: given, message }: CommandError): Error {
  const code = Number(given);
  if (code === resourceExhausted && /message (larger|exceeds)/i.test(message)) return tooLarge();
  if (code === invalidArgument && /maximum append/i.test(message)) return tooLarge();
  if (code === invalidArgument && /invalid position/i.test(message))
    return new EventStoreError('STALE_POSITION', 'the event store knows no such position: it is of another one');
  if (code === unknown || code === internal || code === resourceExhausted) return new Outage(message);
  return new EventStoreError('STORE_UNAVAILABLE', `the event store refuses the call: ${message}`);
}

const refused = (why: string): EventStoreError =>
  new EventStoreError('STORE_UNAVAILABLE', `the event store of EVENTSTORE_URL cannot be used: ${why}`);

const tooLarge = (): EventStoreError =>
  new EventStoreError(
    'EVENT_TOO_LARGE',
    'the events of one append are larger than the event store allows (1 MiB unless configured otherwise)',
  );

/** grpc-js tells of a connection that TLS refuses in words alone. */
const isOfTls = /certificate|SSL routines/i;

/** What the client and grpc-js throw bare when a channel is closed under a call. */
const isOfTheChannel = /Channel has been (shut down|closed)|write after end|premature close/i;
