import { randomUUID } from 'node:crypto';
import type { ServiceError } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { EventLog } from './event-log.js';
import { streamDeleted } from './failures.js';
import { filterIn } from './filter.js';
import { caughtUp, checkpoint, confirmation, eventResponse } from './read-response.js';
import type { ReadCall, Send } from './read.js';
import { firstShown } from './stream-metadata.js';

/** Settles at the next append, or when the caller has gone. */
function news(log: EventLog, call: ReadCall): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      log.news.off('appended', done);
      call.off('cancelled', done);
      call.off('close', done);
      resolve();
    };
    log.news.on('appended', done);
    call.on('cancelled', done);
    call.on('close', done);
    if (call.cancelled || call.destroyed) done();
  });
}

/** All streams from a position on, exclusive, and then what comes. The marker of having caught up is given once. */
export async function followAll(log: EventLog, options: streams.ReadReq.Options, call: ReadCall, send: Send): Promise<undefined> {
  const { index } = log;
  const at = options.getAll()!;
  const filter = filterIn(options);
  let looked = 0;
  let place = at.hasStart() ? 0 : at.hasEnd() ? index.all.length : index.placeOf(Number(at.getPosition()!.getCommitPosition()) + 1);
  if (!(await send(confirmation(randomUUID())))) return;
  for (let live = false; !call.cancelled && !call.destroyed;) {
    const event = index.all[place];
    if (event === undefined) {
      if (!live && !(await send(caughtUp()))) return;
      live = true;
      if (index.all[place] === undefined) await news(log, call);
      continue;
    }
    place++;
    if (filter?.admits(event) !== false && !(await send(eventResponse(event, index, options.getResolveLinks())))) return;
    if (filter && ++looked % filter.checkpointEvery === 0 && !(await send(checkpoint(event.position)))) return;
  }
}

/** One stream from a revision on, exclusive; it ends with an error when the stream is deleted for good. */
export async function followStream(
  log: EventLog,
  options: streams.ReadReq.Options,
  stream: string,
  call: ReadCall,
  send: Send,
): Promise<ServiceError | undefined> {
  const { index } = log;
  const at = options.getStream()!;
  let next = at.hasStart() ? 0 : at.hasEnd() ? index.eventsOf(stream).length : Number(at.getRevision()) + 1;
  if (!(await send(confirmation(randomUUID())))) return undefined;
  for (let live = false; !call.cancelled && !call.destroyed;) {
    if (index.isTombstoned(stream)) return streamDeleted(stream);
    const events = index.eventsOf(stream);
    next = Math.max(next, firstShown(events, index.metadataOf(stream), Date.now()));
    const event = events[next];
    if (event !== undefined) {
      next++;
      if (!(await send(eventResponse(event, index, options.getResolveLinks())))) return undefined;
      continue;
    }
    if (!live && !(await send(caughtUp()))) return undefined;
    live = true;
    if (events.length === index.eventsOf(stream).length) await news(log, call);
  }
  return undefined;
}
