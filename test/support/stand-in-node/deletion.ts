import type { ServerUnaryCall, ServiceError } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Expectation } from './append-decision.js';
import type { WriteOutcome } from './event-log.js';
import { streamDeleted, wrongExpectedVersion } from './failures.js';
import { Call, type NodeContext } from './node-context.js';
import { expectationIn, nameOf } from './proposals.js';

type Answer<Response> = (error: ServiceError | null, response?: Response) => void;

/** Delete: softly, so that the stream can be written to again. */
export const deleteStream =
  (node: NodeContext) =>
  ({ request, metadata }: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>, answer: Answer<streams.DeleteResp>): void => {
    const options = request.getOptions()!;
    const name = nameOf(options.getStreamIdentifier());
    const expected = expectationIn(options, options.getRevision());
    const call = new Call(node, 'delete', metadata, answer);
    void finished(
      call,
      name,
      expected,
      () => node.log.deleteSoftly(name, expected),
      answer,
      (position) => {
        const at = new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position);
        return new streams.DeleteResp().setPosition(at);
      },
    );
  };

/** Tombstone: for good. */
export const tombstoneStream =
  (node: NodeContext) =>
  ({ request, metadata }: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>, answer: Answer<streams.TombstoneResp>): void => {
    const options = request.getOptions()!;
    const name = nameOf(options.getStreamIdentifier());
    const expected = expectationIn(options, options.getRevision());
    const call = new Call(node, 'tombstone', metadata, answer);
    void finished(
      call,
      name,
      expected,
      () => node.log.tombstone(name, expected),
      answer,
      (position) => {
        const at = new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position);
        return new streams.TombstoneResp().setPosition(at);
      },
    );
  };

async function finished<Response>(
  call: Call,
  stream: string,
  expected: Expectation,
  write: () => Promise<WriteOutcome>,
  answer: Answer<Response>,
  responseAt: (position: string) => Response,
): Promise<void> {
  if (await call.isOver(stream, 'delete')) return;
  const outcome = await write();
  if (await call.wasDoneInVain()) return;
  if (outcome.kind === 'deleted') answer(streamDeleted(stream));
  else if (outcome.kind === 'wrong') answer(wrongExpectedVersion(stream, expected, outcome.current));
  else answer(null, responseAt(String(outcome.last.position)));
}
