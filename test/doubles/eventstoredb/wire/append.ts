import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Expectation } from '../log/append-decision.js';
import type { WriteOutcome } from '../log/event-log.js';
import { appendTooLarge, streamDeleted } from './failures.js';
import type { ProposedEvent } from '../log/logged-event.js';
import { Call, type NodeContext } from './node-context.js';
import { expectationIn, nameOf, proposed, sizeOf } from '../cluster/proposals.js';

type Answer = sendUnaryData<streams.AppendResp>;

/** Append: the options first, then one event per message. */
export const append =
  (node: NodeContext) =>
  (call: ServerReadableStream<streams.AppendReq, streams.AppendResp>, answer: Answer): void => {
    let options: streams.AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    let size = 0;
    call.on('data', (request: streams.AppendReq) => {
      if (request.hasOptions()) options = request.getOptions();
      else if (size <= node.maxAppendSize) {
        const event = proposed(request.getProposedMessage()!);
        size += sizeOf(event);
        events.push(event);
        if (size > node.maxAppendSize) end();
      }
    });
    call.on('error', () => undefined);
    const end = (): void => {
      if (call.cancelled || options === undefined) return;
      const expected = expectationIn(options, options.getRevision());
      void appendAll(new Call(node, 'append', call, answer), nameOf(options.getStreamIdentifier()), expected, events, size, answer);
      options = undefined;
    };
    // A broken call also ends, and is marked as cancelled only afterwards.
    call.on('end', () => setImmediate(end));
  };

async function appendAll(
  call: Call,
  stream: string,
  expected: Expectation,
  events: readonly ProposedEvent[],
  size: number,
  answer: Answer,
): Promise<void> {
  if (await call.isOver(stream, 'write')) return;
  const { log, maxAppendSize } = call.node;
  if (size > maxAppendSize) return answer(appendTooLarge(maxAppendSize));
  const outcome = await log.write({ stream, expected, events });
  if (await call.wasDoneInVain()) return;
  if (outcome.kind === 'deleted') answer(streamDeleted(stream));
  else answer(null, answerTo(outcome, expected, call.misplaces));
}

function answerTo(outcome: Exclude<WriteOutcome, { kind: 'deleted' }>, expected: Expectation, misplaced: boolean): streams.AppendResp {
  const response = new streams.AppendResp();
  if (outcome.kind === 'wrong') return response.setWrongExpectedVersion(mismatch(expected, outcome.current));
  const position = outcome.position - (misplaced && outcome.repeat ? 1 : 0);
  const at = new streams.AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));
  const success = new streams.AppendResp.Success().setPosition(at);
  if (outcome.revision < 0) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(outcome.revision));
  return response.setSuccess(success);
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
