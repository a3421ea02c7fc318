import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Expectation } from './append-decision.js';
import type { WriteOutcome } from './event-log.js';
import { appendTooLarge, streamDeleted } from './failures.js';
import type { ProposedEvent } from './logged-event.js';
import { Call, type NodeContext } from './node-context.js';
import { expectationIn, nameOf, proposed, sizeOf } from './proposals.js';

type Answer = sendUnaryData<streams.AppendResp>;

/** Append: the options first, then an event a message. */
export const append =
  (node: NodeContext) =>
  (call: ServerReadableStream<streams.AppendReq, streams.AppendResp>, answer: Answer): void => {
    let options: streams.AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    call.on('data', (request: streams.AppendReq) => {
      if (request.hasOptions()) options = request.getOptions();
      else events.push(proposed(request.getProposedMessage()!));
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      if (call.cancelled || options === undefined) return;
      const expected = expectationIn(options, options.getRevision());
      void appendAll(new Call(node, 'append', call.metadata, answer), nameOf(options.getStreamIdentifier()), expected, events, answer);
    });
  };

async function appendAll(
  call: Call,
  stream: string,
  expected: Expectation,
  events: readonly ProposedEvent[],
  answer: Answer,
): Promise<void> {
  if (await call.isOver(stream, 'write')) return;
  const { log, maxAppendSize } = call.node;
  if (sizeOf(events) > maxAppendSize) return answer(appendTooLarge(maxAppendSize));
  const outcome = await log.write({ stream, expected, events });
  if (await call.wasDoneInVain()) return;
  if (outcome.kind === 'deleted') answer(streamDeleted(stream));
  else answer(null, answerTo(outcome, expected, call.misplaces));
}

function answerTo(outcome: Exclude<WriteOutcome, { kind: 'deleted' }>, expected: Expectation, misplaced: boolean): streams.AppendResp {
  const response = new streams.AppendResp();
  if (outcome.kind === 'wrong') return response.setWrongExpectedVersion(mismatch(expected, outcome.current));
  const { revision } = outcome.last;
  const position = outcome.last.position - (misplaced && outcome.kind === 'repeat' ? 1 : 0);
  const at = new streams.AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));
  return response.setSuccess(new streams.AppendResp.Success().setCurrentRevision(String(revision)).setPosition(at));
}

function mismatch(expected: Expectation, current: number): streams.AppendResp.WrongExpectedVersion {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else if (expected === 'none') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return wrong;
}
