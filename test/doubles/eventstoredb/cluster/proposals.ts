import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Expectation } from '../log/append-decision.js';
import type { ProposedEvent } from '../log/logged-event.js';
import { uuidIn } from '../wire/uuids.js';

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

/** Converts a proposed event. The server stores of the content type only whether it is JSON. */
export const proposed = (message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage): ProposedEvent => ({
  id: uuidIn(message.getId()!),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') === 'application/json' ? 'application/json' : 'application/octet-stream',
  data: Buffer.from(message.getData_asU8()),
  metadata: Buffer.from(message.getCustomMetadata_asU8()),
});

/** The size of an event as the server counts it for an append. */
export const sizeOf = ({ data, metadata, type }: ProposedEvent): number => data.length + metadata.length + 2 * type.length;

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
