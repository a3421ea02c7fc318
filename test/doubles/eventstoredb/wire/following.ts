import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { EventLog } from '../log/event-log.js';
import type { LoggedEvent } from '../log/logged-event.js';
import { eventResponse } from './read-response.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** Sends an answer of a read; false: the caller has gone. */
export type Send = (response: streams.ReadResp) => Promise<boolean>;

/** The inputs of a subscription. */
export interface Following {
  readonly log: EventLog;
  readonly options: streams.ReadReq.Options;
  readonly wire: ReadCall;
  readonly send: Send;
  /** The error for a subscriber who has lost the right to read; undefined: they have it. */
  readonly refused: () => ServiceError | undefined;
}

/** How many live events the server buffers for a slow subscriber, in addition to the bytes in the connection. */
const liveBuffer = { events: 64, bytes: 128 * 1024 };

/** Whether a subscriber whose next event is `next` has fallen behind. */
export const isBehind = (events: readonly LoggedEvent[], next: number): boolean =>
  events.length - next > liveBuffer.events && events.at(-1)!.position - events[next]!.position > liveBuffer.bytes;

export const isGone = ({ wire }: Following): boolean => wire.cancelled || wire.destroyed;

export const sendEvent = ({ log, options, send }: Following, event: LoggedEvent): Promise<boolean> =>
  send(eventResponse(event, log.index, options));

/** Resolves at the next append, or when the caller has gone. */
export function news({ log, wire }: Following): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      log.news.off('appended', done);
      wire.off('cancelled', done);
      wire.off('close', done);
      resolve();
    };
    log.news.on('appended', done);
    wire.on('cancelled', done);
    wire.on('close', done);
    if (wire.cancelled || wire.destroyed) done();
  });
}
