import { describe, expect, it } from '@jest/globals';
import {
  excludeSystemEvents,
  jsonEvent,
  streamNameFilter,
  type AllStreamSubscription,
  type JSONEventData,
  type Position,
  type ReadPosition,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { all, aJsonEvent, aNodeAndItsClient, events, freshStream, revisions } from '../support/event-store-db-client.js';

const given = aNodeAndItsClient();

const filler = (count: number): JSONEventData[] =>
  Array.from({ length: count }, () => jsonEvent({ type: 'filler', data: { text: 'x'.repeat(700) } }));

/** Appends when the subscription has caught up. @returns what it received until the appended event came */
async function seenUntil(
  subscription: AsyncIterable<ResolvedEvent> & { once(event: 'caughtUp', listener: () => void): unknown; unsubscribe(): Promise<void> },
  stream: string,
): Promise<ResolvedEvent[]> {
  const last = aJsonEvent();
  subscription.once('caughtUp', () => void given.client.appendToStream(stream, last));
  const seen: ResolvedEvent[] = [];
  for await (const event of subscription) {
    seen.push(event);
    if (event.event!.id === last.id) break;
  }
  await subscription.unsubscribe();
  return seen;
}

describe('a subscription to a stream', () => {
  it('is exclusive of its revision, and may begin at the end', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, events(4));
    expect(revisions(await seenUntil(client.subscribeToStream(stream, { fromRevision: 2n }), stream))).toEqual([3, 4]);
    expect(revisions(await seenUntil(client.subscribeToStream(stream, { fromRevision: 'end' }), stream))).toEqual([5]);
  });

  it('is not told what is truncated, but of all that comes', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, events(3));
    await client.setStreamMetadata(stream, { truncateBefore: 2 });
    expect(revisions(await seenUntil(client.subscribeToStream(stream), stream))).toEqual([2, 3]);
    await client.setStreamMetadata(stream, { truncateBefore: 99 });
    expect(revisions(await seenUntil(client.subscribeToStream(stream), stream))).toEqual([4]);
    await client.deleteStream(stream);
    expect(revisions(await seenUntil(client.subscribeToStream(stream), stream))).toEqual([5]);
  });
});

describe('a subscription to all streams', () => {
  /** The messages that a filtered subscription receives until it has caught up. */
  async function caughtUp(fromPosition: ReadPosition, prefix: string): Promise<{ places: bigint[]; checkpoints: Position[] }> {
    const checkpoints: Position[] = [];
    const checkpointReached = (_: AllStreamSubscription, at: Position): void => void checkpoints.push(at);
    const filter = streamNameFilter({ prefixes: [prefix], checkpointInterval: 2, checkpointReached });
    const subscription = given.client.subscribeToAll({ fromPosition, filter });
    const places: bigint[] = [];
    await new Promise((resolve, reject) => {
      subscription.on('data', ({ event }) => places.push(event!.position.commit));
      subscription.on('caughtUp', () => resolve(undefined)).on('error', reject);
    });
    await subscription.unsubscribe();
    return { places, checkpoints };
  }

  it('with a filter gives checkpoints by what was looked at, and one at the end: from each it goes on with nothing lost', async () => {
    const { client } = given;
    const stream = freshStream();
    const { position } = await client.appendToStream(freshStream(), aJsonEvent());
    for (let n = 0; n < 5; n++) {
      await client.appendToStream(stream, events(20));
      await client.appendToStream(freshStream(), events(20));
    }
    // The event at the position is read again, and 200 after it: three windows of 64, and a rest.
    const { places, checkpoints } = await caughtUp(position!, stream);
    expect(places).toHaveLength(100);
    expect(checkpoints).toHaveLength(4);
    for (const checkpoint of checkpoints) {
      const after = places.filter((at) => at > checkpoint.commit || (at === checkpoint.commit && at > checkpoint.prepare));
      expect(after.length).toBeLessThan(places.length);
      expect((await caughtUp(checkpoint, stream)).places).toEqual(after);
    }
  });

  it('where nothing passes the filter is told that it caught up, and how far it has been proven', async () => {
    const { client } = given;
    for (let n = 0; n < 4; n++) await client.appendToStream(freshStream(), events(20));
    const { places, checkpoints } = await caughtUp('start', 'no such stream');
    expect(places).toEqual([]);
    expect(checkpoints.length).toBeGreaterThan(1);
    expect((await caughtUp(checkpoints.at(-1)!, 'no such stream')).checkpoints).toEqual([checkpoints.at(-1)]);
  });

  it('counts live events for its checkpoints too', async () => {
    const { client } = given;
    const checkpoints: Position[] = [];
    const checkpointReached = (_: AllStreamSubscription, at: Position): void => void checkpoints.push(at);
    const filter = excludeSystemEvents({ maxSearchWindow: 5, checkpointInterval: 2, checkpointReached });
    const subscription = client.subscribeToAll({ fromPosition: 'end', filter });
    const stream = freshStream();
    const batch = events(25);
    const appended = new Promise<bigint[]>((resolve) => {
      subscription.once('caughtUp', () => void client.appendToStream(stream, batch).then(({ position }) => resolve([position!.commit])));
    });
    const seen: bigint[] = [];
    for await (const { event } of subscription) if (seen.push(event!.position.commit) === batch.length) break;
    await subscription.unsubscribe();
    expect((await appended)[0]).toBe(seen.at(-1));
    expect(checkpoints.map(({ commit }) => seen.indexOf(commit))).toEqual([9, 19]);
  });

  it('leaves out system events by a regular expression', async () => {
    const { client } = given;
    const seen = await seenUntil(client.subscribeToAll({ filter: excludeSystemEvents() }), freshStream());
    expect(seen.filter(({ event }) => event!.type.startsWith('$'))).toEqual([]);
    const broken = all(client.subscribeToAll({ filter: streamNameFilter({ regex: '(' }) }));
    await expect(broken).rejects.toMatchObject({ code: 2 });
  });

  it('begins where an event does, or later than all of them', async () => {
    const { client } = given;
    const { position } = await client.appendToStream(freshStream(), aJsonEvent());
    await client.appendToStream(freshStream(), aJsonEvent());
    const between = { commit: position!.commit + 1n, prepare: position!.commit + 1n };
    await expect(all(client.subscribeToAll({ fromPosition: between }))).rejects.toMatchObject({ code: 3 });
    const beyond = { commit: position!.commit * 9n, prepare: position!.commit * 9n };
    expect(await caughtUp(beyond, 'stream_')).toEqual({ places: [], checkpoints: [] });
  });

  it.each(['a stream', 'all streams'])('whose reader is slow stops the server, falls behind, and catches up again: %s', async (what) => {
    const { client, node } = given;
    const stream = freshStream();
    const few = { objectMode: true, readableHighWaterMark: 1, writableHighWaterMark: 1 };
    const subscription =
      what === 'a stream' ? client.subscribeToStream(stream, {}, few) : client.subscribeToAll({ fromPosition: 'end' }, few);
    const told: string[] = [];
    for (const marker of ['caughtUp', 'fellBehind'] as const) subscription.on(marker as 'caughtUp', () => told.push(marker));
    await new Promise((resolve) => subscription.once('caughtUp', () => resolve(undefined)));
    const sentBefore = node.eventsSent;
    for (let n = 0; n < 5; n++) await client.appendToStream(stream, filler(900));
    for (let turn = 0; turn < 2_000; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(node.eventsSent - sentBefore).toBeLessThan(5 * 900);
    const seen: ResolvedEvent[] = [];
    for await (const event of subscription as AsyncIterable<ResolvedEvent>) if (seen.push(event) === 5 * 900) break;
    expect(revisions(seen)).toEqual(Array.from({ length: 5 * 900 }, (_, n) => n));
    await subscription.unsubscribe();
    expect(told.slice(0, 2)).toEqual(['caughtUp', 'fellBehind']);
  });
});

it('other clients have UUIDs as integers, and the last revision of what they read', async () => {
  const { client, node } = given;
  const stream = freshStream();
  const event = aJsonEvent();
  await client.appendToStream(stream, [aJsonEvent(), event]);
  const options = new streams.ReadReq.Options();
  const { ControlOption, StreamOptions, UUIDOption } = streams.ReadReq.Options;
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  options.setStream(new StreamOptions().setStreamIdentifier(identifier).setRevision('1')).setCount('9').setNoFilter(new shared.Empty());
  options.setUuidOption(new UUIDOption().setStructured(new shared.Empty())).setControlOption(new ControlOption().setCompatibility(1));
  const wire = new StreamsClient(`127.0.0.1:${node.endpoint.port}`, credentials.createInsecure());
  const answers: streams.ReadResp[] = [];
  for await (const answer of wire.read(new streams.ReadReq().setOptions(options))) answers.push(answer as streams.ReadResp);
  wire.close();
  const { mostSignificantBits: high, leastSignificantBits: low } = answers[0]!.getEvent()!.getEvent()!.getId()!.getStructured()!.toObject();
  const hex = [high, low].map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0')).join('');
  expect(hex).toBe(event.id.replaceAll('-', ''));
  expect(answers[1]!.getLastStreamPosition()).toBe('1');
});
