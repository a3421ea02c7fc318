import { ErrorType, isCommandError, type CommandError } from '@eventstore/db-client';
import { EventStoreError } from '#event-sourcing/store/event-store.js';

/** A call failed and a retry may succeed: its outcome is unknown, or it certainly had no effect. */
export class Outage extends Error {
  /** @param unanswered no answer at all: the node may be frozen, or unreachable */
  constructor(
    message: string,
    readonly unanswered = false,
  ) {
    super(message);
  }
}

/** Throws an Outage. For waits without a deadline of their own that were not answered in time. */
export const noAnswer = (): never => {
  throw new Outage('no answer in time');
};

// Status codes of grpc-js, which the client passes on unchanged.
const unknown = 2;
const invalidArgument = 3;
const resourceExhausted = 8;
const internal = 13;

/**
 * Translates the error of a failed call.
 * @returns an Outage if a retry may succeed, an EventStoreError if not; any other error unchanged
 */
export function meaningOf(error: unknown): unknown {
  if (error instanceof Outage || error instanceof EventStoreError || !(error instanceof Error)) return error;
  if (/Failed to discover/.test(error.message))
    return new Outage('no node of EVENTSTORE_URL names the leader of the cluster; check the host names and ports, tls and tlsCAFile');
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
      return new EventStoreError('STORE_UNAVAILABLE', 'the stream was permanently deleted on the event store');
    case ErrorType.ACCESS_DENIED:
      return refused('it refuses the credentials');
    default:
      return ofStatus(error);
  }
}

/** Translates a gRPC status for which the client has no error class. */
function ofStatus({ code: given, message }: CommandError): Error {
  const code = Number(given);
  if (code === resourceExhausted && /message (larger|exceeds)/i.test(message)) return tooLarge();
  if (code === invalidArgument && /maximum append/i.test(message)) return tooLarge();
  if (code === invalidArgument && /invalid position/i.test(message))
    return new EventStoreError('STALE_POSITION', 'the event store does not know this position: it comes from another store');
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

/** grpc-js describes a TLS failure only in its message. */
const isOfTls = /certificate|SSL routines/i;

/** Messages of plain errors that the client and grpc-js throw when a channel is closed during a call. */
const isOfTheChannel = /Channel has been (shut down|closed)|write after end|premature close/i;
