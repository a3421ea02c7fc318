import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LogIndex } from '../log/log-index.js';
import { revisionOnWire, type LoggedEvent } from '../log/logged-event.js';
import { uuidOnWire } from './uuids.js';

const { ReadResp } = streams;

const identifier = (stream: string): shared.StreamIdentifier => {
  const identified = new shared.StreamIdentifier();
  identified.setStreamName(Buffer.from(stream, 'utf8'));
  return identified;
};

function recorded(event: LoggedEvent, options: streams.ReadReq.Options): streams.ReadResp.ReadEvent.RecordedEvent {
  const record = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOnWire(event.id, options.getUuidOption()?.hasStructured() ?? false))
    .setStreamIdentifier(identifier(event.stream))
    .setStreamRevision(revisionOnWire(event.revision))
    .setCommitPosition(String(event.position))
    .setPreparePosition(String(event.position))
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  record.getMetadataMap().set('type', event.type).set('content-type', event.contentType);
  // .NET counts time in ticks of 100 nanoseconds.
  record.getMetadataMap().set('created', String(event.created * 10_000));
  return record;
}

/** The response for an event; if links are resolved, a link with its target. */
export function eventResponse(event: LoggedEvent, index: LogIndex, options: streams.ReadReq.Options): streams.ReadResp {
  const read = new ReadResp.ReadEvent().setCommitPosition(String(event.position));
  if (!options.getResolveLinks() || event.type !== '$>') return new ReadResp().setEvent(read.setEvent(recorded(event, options)));
  const target = index.linked(event);
  if (target !== undefined) read.setEvent(recorded(target, options));
  return new ReadResp().setEvent(read.setLink(recorded(event, options)));
}

export const streamNotFound = (stream: string): streams.ReadResp =>
  new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream)));

export const lastStreamPosition = (revision: number): streams.ReadResp => new ReadResp().setLastStreamPosition(String(revision));

export const confirmation = (id: string): streams.ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const caughtUp = (): streams.ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());

export const fellBehind = (): streams.ReadResp => new ReadResp().setFellBehind(new ReadResp.FellBehind());

export const checkpoint = ({ commit, prepare }: { readonly commit: number; readonly prepare: number }): streams.ReadResp =>
  new ReadResp().setCheckpoint(new ReadResp.Checkpoint().setCommitPosition(String(commit)).setPreparePosition(String(prepare)));
