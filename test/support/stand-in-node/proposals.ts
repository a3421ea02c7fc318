import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Expectation } from './append-decision.js';
import type { ProposedEvent } from './logged-event.js';

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const proposed = (message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage): ProposedEvent => ({
  id: message.getId()!.getString().toLowerCase(),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? 'application/octet-stream',
  data: Buffer.from(message.getData_asU8()),
  metadata: Buffer.from(message.getCustomMetadata_asU8()),
});

/** As the server counts what an append brings. */
export const sizeOf = (events: readonly ProposedEvent[]): number =>
  events.reduce((size, { data, metadata, type }) => size + data.length + metadata.length + 2 * type.length, 0);

export interface ExpectationOnWire {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists?(): boolean;
}

export function expectationIn(options: ExpectationOnWire, revision: string): Expectation {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'none';
  return options.hasStreamExists?.() ? 'exists' : Number(revision);
}
