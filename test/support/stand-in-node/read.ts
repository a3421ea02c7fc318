import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamDeleted } from './failures.js';
import { filterIn } from './filter.js';
import type { LogIndex } from './log-index.js';
import type { LoggedEvent } from './logged-event.js';
import { Call, type NodeContext } from './node-context.js';
import { nameOf } from './proposals.js';
import { eventResponse, streamNotFound } from './read-response.js';
import { firstShown, isSoftlyDeleted } from './stream-metadata.js';
import { followAll, followStream } from './subscription.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** What a handler of reads does with an answer; false: nobody listens any more. */
export type Send = (response: streams.ReadResp) => Promise<boolean>;

/** Read: a stream or all of them, once or as a subscription. */
export const read = (node: NodeContext) => (call: ReadCall) => {
  const fail = (error: ServiceError): void => void call.emit('error', error);
  const options = call.request.getOptions()!;
  const stream = options.hasStream() ? nameOf(options.getStream()!.getStreamIdentifier()) : undefined;
  call.on('error', () => undefined);
  void answered(new Call(node, 'read', call.metadata, fail), call, options, stream).then((error) => {
    if (error) fail(error);
    else if (error === null) call.end();
  });
};

/** @returns an error; null: it has ended; undefined: it ended itself */
async function answered(
  call: Call,
  wire: ReadCall,
  options: streams.ReadReq.Options,
  stream: string | undefined,
): Promise<ServiceError | null | undefined> {
  if (await call.isOver(stream, 'read')) return undefined;
  const { log } = call.node;
  const send = sender(call, wire);
  if (stream !== undefined && log.index.isTombstoned(stream)) return streamDeleted(stream);
  if (options.hasSubscription()) {
    const position = stream === undefined ? followAll(log, options, wire, send) : followStream(log, options, stream, wire, send);
    return (await position) ?? undefined;
  }
  const events = stream === undefined ? fromAll(log.index, options) : fromStream(log.index, options, stream);
  if (events === undefined) await send(streamNotFound(stream!));
  for (const event of events ?? []) if (!(await send(eventResponse(event, log.index, options.getResolveLinks())))) return undefined;
  return null;
}

/** Writes as fast as the caller reads, and drops the connection where a fault says so. */
function sender(call: Call, wire: ReadCall): Send {
  let left = call.eventsUntilDrop ?? Number.POSITIVE_INFINITY;
  return async (response) => {
    if (wire.cancelled || wire.destroyed) return false;
    if (response.hasEvent() && left-- <= 0) {
      call.node.drop();
      return false;
    }
    if (response.hasEvent()) call.node.sent();
    if (!wire.write(response)) await drained(wire);
    return !wire.cancelled && !wire.destroyed;
  };
}

/** Settles when more may be written, or when nobody reads any more. */
function drained(wire: ReadCall): Promise<void> {
  return new Promise((resolve) => {
    const events = ['drain', 'cancelled', 'close'] as const;
    const done = (): void => {
      for (const event of events) wire.off(event, done);
      resolve();
    };
    for (const event of events) wire.on(event, done);
  });
}

const isBackwards = (options: streams.ReadReq.Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

function fromStream(index: LogIndex, options: streams.ReadReq.Options, stream: string): readonly LoggedEvent[] | undefined {
  const events = index.eventsOf(stream);
  const metadata = index.metadataOf(stream);
  if (events.length === 0 || isSoftlyDeleted(metadata)) return undefined;
  const first = firstShown(events, metadata, Date.now());
  const at = options.getStream()!;
  const last = events.length - 1;
  const count = Number(options.getCount());
  if (isBackwards(options)) {
    const from = at.hasStart() ? 0 : at.hasEnd() ? last : Math.min(last, Number(at.getRevision()));
    return events.slice(Math.max(first, from - count + 1), from + 1).reverse();
  }
  const from = Math.max(first, at.hasStart() ? 0 : at.hasEnd() ? last + 1 : Number(at.getRevision()));
  return events.slice(from, from + count);
}

/** Forwards from a position: what lies at it and after it. Backwards: what lies before it. */
function* fromAll(index: LogIndex, options: streams.ReadReq.Options): Generator<LoggedEvent> {
  const at = options.getAll()!;
  const filter = filterIn(options);
  const end = index.all.length;
  const place = at.hasStart() ? 0 : at.hasEnd() ? end : index.placeOf(Number(at.getPosition()!.getCommitPosition()));
  const step = isBackwards(options) ? -1 : 1;
  let left = Number(options.getCount());
  for (let i = step < 0 ? place - 1 : place; i >= 0 && i < end && left > 0; i += step) {
    const event = index.all[i]!;
    if (filter?.admits(event) === false) continue;
    left--;
    yield event;
  }
}
