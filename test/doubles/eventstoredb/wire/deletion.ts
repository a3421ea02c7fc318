import type { ServerUnaryCall, ServiceError } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamDeleted, wrongExpectedVersion } from './failures.js';
import { Call, type NodeContext } from './node-context.js';
import { expectationIn, nameOf } from '../cluster/proposals.js';

type Answer<Response> = (error: ServiceError | null, response?: Response) => void;

/** Delete: a soft deletion, after which the stream can be written again. */
export const deleteStream =
  (node: NodeContext) =>
  (wire: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>, answer: Answer<streams.DeleteResp>): void => {
    const call = new Call(node, 'delete', wire, answer);
    void deleted(call, wire.request.getOptions()!, 'softly', answer, (position) => {
      const at = new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position);
      return new streams.DeleteResp().setPosition(at);
    });
  };

/** Tombstone: a permanent deletion. */
export const tombstoneStream =
  (node: NodeContext) =>
  (wire: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>, answer: Answer<streams.TombstoneResp>): void => {
    const call = new Call(node, 'tombstone', wire, answer);
    void deleted(call, wire.request.getOptions()!, 'for good', answer, (position) => {
      const at = new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position);
      return new streams.TombstoneResp().setPosition(at);
    });
  };

async function deleted<Response>(
  call: Call,
  options: streams.DeleteReq.Options | streams.TombstoneReq.Options,
  deletes: 'softly' | 'for good',
  answer: Answer<Response>,
  responseAt: (position: string) => Response,
): Promise<void> {
  const stream = nameOf(options.getStreamIdentifier());
  const expected = expectationIn(options, options.getRevision());
  if (await call.isOver(stream, 'delete')) return;
  const outcome = await call.node.log.write({ stream, expected, events: [], deletes });
  if (await call.wasDoneInVain()) return;
  if (outcome.kind === 'deleted') answer(streamDeleted(stream));
  else if (outcome.kind === 'wrong') answer(wrongExpectedVersion(stream, expected, outcome.current));
  else answer(null, responseAt(String(outcome.position)));
}
