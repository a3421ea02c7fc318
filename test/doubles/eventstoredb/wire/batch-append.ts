import type { ServerDuplexStream } from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import codes from '@eventstore/db-client/generated/code_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Expectation } from '../log/append-decision.js';
import type { ProposedEvent } from '../log/logged-event.js';
import { Call, type NodeContext } from './node-context.js';
import { expectationIn, nameOf, proposed, sizeOf } from '../cluster/proposals.js';

type Stream = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

interface Batch {
  readonly options: streams.BatchAppendReq.Options;
  readonly events: ProposedEvent[];
}

/** BatchAppend: appends in pieces, identified by a correlation id; each is answered separately on the same stream. */
export const batchAppend = (node: NodeContext) => (stream: Stream) => {
  const batches = new Map<string, Batch>();
  stream.on('error', () => undefined);
  stream.on('end', () => stream.end());
  stream.on('data', (request: streams.BatchAppendReq) => {
    const correlation = request.getCorrelationId()!.getString();
    if (request.hasOptions()) batches.set(correlation, { options: request.getOptions()!, events: [] });
    const batch = batches.get(correlation);
    if (batch === undefined) return;
    batch.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    batches.delete(correlation);
    const call = new Call(node, 'batchAppend', stream, (error) => void stream.emit('error', error));
    void appendBatch(call, batch, request.getCorrelationId()!, stream);
  });
};

async function appendBatch(call: Call, { options, events }: Batch, correlation: shared.UUID, stream: Stream): Promise<void> {
  if (await call.isOver()) return;
  const response = await answerTo(call, options, nameOf(options.getStreamIdentifier()), events);
  if (await call.wasDoneInVain()) return;
  response.setCorrelationId(correlation).setStreamIdentifier(options.getStreamIdentifier());
  stream.write(response);
  if (call.answersTwice) stream.write(response);
}

async function answerTo(
  call: Call,
  options: streams.BatchAppendReq.Options,
  stream: string,
  events: readonly ProposedEvent[],
): Promise<streams.BatchAppendResp> {
  const { log, maxAppendSize } = call.node;
  if (call.refused(stream, 'write')) return failed(codes.Code.PERMISSION_DENIED, new shared.AccessDenied(), 'AccessDenied');
  const deadline = options.getDeadline()?.toDate();
  if (deadline !== undefined && deadline.getTime() < Date.now())
    return failed(codes.Code.DEADLINE_EXCEEDED, new shared.Timeout(), 'Timeout');
  if (events.reduce((size, event) => size + sizeOf(event), 0) > maxAppendSize) {
    const limit = new shared.MaximumAppendSizeExceeded();
    limit.setMaxappendsize(maxAppendSize);
    return failed(codes.Code.INVALID_ARGUMENT, limit, 'MaximumAppendSizeExceeded');
  }
  const expected = expectationIn(options, options.getStreamPosition());
  const outcome = await log.write({ stream, expected, events });
  switch (outcome.kind) {
    case 'deleted': {
      const deleted = new shared.StreamDeleted();
      deleted.setStreamIdentifier(options.getStreamIdentifier());
      return failed(codes.Code.NOT_FOUND, deleted, 'StreamDeleted');
    }
    case 'wrong':
      return failed(codes.Code.ALREADY_EXISTS, mismatch(expected, outcome.current), 'WrongExpectedVersion');
    case 'done': {
      const at = new shared.AllStreamPosition();
      at.setCommitPosition(String(outcome.position));
      at.setPreparePosition(String(outcome.position));
      const success = new streams.BatchAppendResp.Success().setPosition(at);
      if (outcome.revision < 0) success.setNoStream(new empty.Empty());
      else success.setCurrentRevision(String(outcome.revision));
      return new streams.BatchAppendResp().setSuccess(success);
    }
  }
}

function mismatch(expected: Expectation, current: number): shared.WrongExpectedVersion {
  const wrong = new shared.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new empty.Empty());
  else if (expected === 'none') wrong.setExpectedNoStream(new empty.Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new empty.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return wrong;
}

function failed(code: codes.Code, details: { serializeBinary(): Uint8Array }, name: string): streams.BatchAppendResp {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${name}`);
  const error = new statuses.Status();
  error.setCode(code);
  error.setMessage(name);
  error.setDetails(packed);
  return new streams.BatchAppendResp().setError(error);
}
