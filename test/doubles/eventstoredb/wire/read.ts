import type { ServiceError } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { allStreams } from './access.js';
import { AllSubscription } from './all-subscription.js';
import { invalidPosition, streamDeleted, unknownFailure } from './failures.js';
import { filterIn } from './filter.js';
import type { ReadCall, Send } from './following.js';
import type { LogIndex } from '../log/log-index.js';
import type { LoggedEvent } from '../log/logged-event.js';
import { Call, type NodeContext } from './node-context.js';
import { nameOf } from '../cluster/proposals.js';
import { eventResponse, lastStreamPosition, streamNotFound } from './read-response.js';
import { isSoftlyDeleted } from '../log/stream-metadata.js';
import { StreamSubscription } from './stream-subscription.js';

/** Read: one stream or all, once or as a subscription. */
export const read = (node: NodeContext) => (call: ReadCall) => {
  const fail = (error: ServiceError): void => void call.emit('error', error);
  call.on('error', () => undefined);
  void answered(new Call(node, 'read', call, fail), call, call.request.getOptions()!)
    .catch((error: unknown) => {
      // The regular expression is invalid.
      if (error instanceof SyntaxError) return unknownFailure();
      throw error;
    })
    .then((error) => {
      if (error) fail(error);
      else if (error === null) call.end();
    });
};

/** Answers a read. @returns an error; null: the call is complete; undefined: the caller has ended it */
async function answered(call: Call, wire: ReadCall, options: streams.ReadReq.Options): Promise<ServiceError | null | undefined> {
  const stream = options.hasStream() ? nameOf(options.getStream()!.getStreamIdentifier()) : undefined;
  if (await call.isOver(stream ?? allStreams, 'read')) return undefined;
  const { log } = call.node;
  const { index } = log;
  const send = sender(call, wire);
  if (stream !== undefined && index.isTombstoned(stream)) return streamDeleted(stream);
  if (options.hasSubscription()) {
    const following = { log, options, wire, send, refused: () => call.refused(stream ?? allStreams, 'read') };
    return stream === undefined ? new AllSubscription(following).run() : new StreamSubscription(following, stream).run();
  }
  if (stream === undefined && !isAtBoundary(index, options)) return invalidPosition();
  const events = stream === undefined ? fromAll(index, options) : fromStream(index, options, stream);
  if (events === undefined) await send(streamNotFound(stream!));
  for (const event of events ?? []) if (!(await send(eventResponse(event, index, options)))) return undefined;
  const tellsEnd = (options.getControlOption()?.getCompatibility() ?? 0) > 0;
  if (tellsEnd && stream !== undefined && events !== undefined) await send(lastStreamPosition(index.eventsOf(stream).length - 1));
  return null;
}

/** Makes a function that writes as fast as the caller reads, and drops the connection when a fault says so. */
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

/** Resolves when more may be written, or when the caller has gone. */
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
  if (events.length === 0 || isSoftlyDeleted(index.metadataOf(stream))) return undefined;
  const first = index.firstShown(stream);
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

/** Whether a read may start at its position. A forward read beyond the end of the log is empty and no error. */
function isAtBoundary(index: LogIndex, options: streams.ReadReq.Options): boolean {
  const position = options.getAll()!.getPosition();
  const commit = Number(position?.getCommitPosition() ?? 0);
  return index.isBoundary(commit) || (commit > index.end && !isBackwards(options));
}

/** Forwards: the events at a position and after it. Backwards: those before it. */
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
