import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  binaryEvent,
  EventStoreDBClient,
  jsonEvent,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { all, aJsonEvent, aNodeAndItsClient, events, failureOf, freshStream, plain, revisions } from '../support/event-store-db-client.js';
import { StandInNode } from '../doubles/eventstoredb/stand-in-node.js';

// What docs/decisions and the adapter assume about appends and reads.

const given = aNodeAndItsClient();

describe.each([
  ['Append', plain],
  ['BatchAppend', {}],
])('%s', (_, how) => {
  it('meets a wrong expectation in each of its forms', async () => {
    const { client } = given;
    const [taken, missing] = [freshStream(), freshStream()];
    await client.appendToStream(taken, events(3), how);
    const mismatch = async (stream: string, expectedRevision: 'no_stream' | 'stream_exists' | bigint): Promise<unknown> => {
      const error = await failureOf(client.appendToStream(stream, aJsonEvent(), { ...how, expectedRevision }));
      expect(error).toBeInstanceOf(WrongExpectedVersionError);
      const { streamName, expectedVersion, actualVersion } = error as WrongExpectedVersionError;
      return { streamName, expectedVersion, actualVersion };
    };
    expect(await mismatch(taken, 'no_stream')).toEqual({ streamName: taken, expectedVersion: 'no_stream', actualVersion: 2n });
    expect(await mismatch(taken, 1n)).toEqual({ streamName: taken, expectedVersion: 1n, actualVersion: 2n });
    expect(await mismatch(taken, 7n)).toEqual({ streamName: taken, expectedVersion: 7n, actualVersion: 2n });
    expect(await mismatch(missing, 'stream_exists')).toEqual({
      streamName: missing,
      expectedVersion: 'stream_exists',
      actualVersion: 'no_stream',
    });
    expect(await mismatch(missing, 0n)).toEqual({ streamName: missing, expectedVersion: 0n, actualVersion: 'no_stream' });
  });

  it('knows a repeat by its ids, behind the current revision and where nothing exact is expected, but not at the current one', async () => {
    const { client } = given;
    const stream = freshStream();
    const batch = events(2);
    const first = await client.appendToStream(stream, batch, { ...how, expectedRevision: 'no_stream' });
    for (const expectedRevision of ['no_stream', 'any', 'stream_exists'] as const)
      expect(await client.appendToStream(stream, batch, { ...how, expectedRevision })).toEqual(first);
    for (const expectedRevision of ['no_stream', 'any'] as const) {
      const half = client.appendToStream(stream, [batch[0]!, aJsonEvent()], { ...how, expectedRevision });
      await expect(half).rejects.toBeInstanceOf(WrongExpectedVersionError);
    }
    expect(await all(client.readStream(stream))).toHaveLength(2);
    await client.appendToStream(stream, batch, { ...how, expectedRevision: 1n });
    expect(await all(client.readStream(stream))).toHaveLength(4);
  });

  it('remembers of an id only the stream that had it last', async () => {
    const { client } = given;
    const [one, other] = [freshStream(), freshStream()];
    const event = aJsonEvent();
    for (const stream of [one, other, one]) await client.appendToStream(stream, event, how);
    expect(await all(client.readStream(one))).toHaveLength(2);
  });

  it('of nothing is no conflict and stores nothing', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, events(3), how);
    expect(await client.appendToStream(stream, [], { ...how, expectedRevision: 2n })).toMatchObject({ nextExpectedRevision: 2n });
    expect(await all(client.readStream(stream))).toHaveLength(3);
    await expect(client.appendToStream(stream, [], { ...how, expectedRevision: 1n })).rejects.toBeInstanceOf(WrongExpectedVersionError);
  });

  it('refuses more than 1 MiB, and a tombstoned stream, whatever its name', async () => {
    const { client } = given;
    const stream = `${freshStream()} 四维`;
    const large = jsonEvent({ type: 'large', data: { text: 'x'.repeat(1_100_000) } });
    await expect(client.appendToStream(stream, [large, large], how)).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await client.tombstoneStream(stream);
    await expect(client.appendToStream(stream, aJsonEvent(), how)).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('gives the position at which its last event is read', async () => {
    const { client } = given;
    const stream = freshStream();
    const { position } = await client.appendToStream(stream, events(3), how);
    const [last] = await all(client.readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 }));
    expect(last!.event!.position).toEqual(position);
    const [first] = await all(client.readAll({ fromPosition: position!, maxCount: 1 }));
    expect(first!.event!.id).toBe(last!.event!.id);
  });
});

it('an append that breaks off half-way stores nothing of it', async () => {
  const { client, node } = given;
  const wire = new StreamsClient(`127.0.0.1:${node.endpoint.port}`, credentials.createInsecure());
  const stream = freshStream();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const options = new streams.AppendReq.Options().setStreamIdentifier(identifier).setAny(new shared.Empty());
  for (let n = 0; n < 50; n++) {
    const ended = new Promise((resolve) => {
      const call = wire.append((error) => resolve(error?.code));
      call.write(new streams.AppendReq().setOptions(options));
      for (let i = 0; i < 20; i++) call.write(new streams.AppendReq().setProposedMessage(aProposal()));
      call.once('drain', () => setImmediate(() => call.cancel()));
    });
    expect(await ended).toBe(1);
  }
  wire.close();
  await client.appendToStream(stream, aJsonEvent(), { expectedRevision: 'no_stream' });
});

function aProposal(): streams.AppendReq.ProposedMessage {
  const id = new shared.UUID();
  id.setString(randomUUID());
  const message = new streams.AppendReq.ProposedMessage().setId(id).setData(Buffer.from('{}'));
  message.getMetadataMap().set('type', 'happened').set('content-type', 'application/json');
  return message;
}

describe('a read', () => {
  it('of a stream is inclusive of its revision; what is no JSON is bytes', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, [...events(3), binaryEvent({ type: 'scanned', data: Buffer.from([0, 255]) })]);
    expect(revisions(await all(client.readStream(stream, { fromRevision: 2n })))).toEqual([2, 3]);
    expect(revisions(await all(client.readStream(stream, { fromRevision: 1n, direction: 'backwards' })))).toEqual([1, 0]);
    expect(revisions(await all(client.readStream(stream, { fromRevision: 99n, direction: 'backwards', maxCount: 1 })))).toEqual([3]);
    const [last] = await all(client.readStream(stream, { fromRevision: 'end', direction: 'backwards', maxCount: 1 }));
    expect([last!.event!.isJson, last!.event!.data]).toEqual([false, Uint8Array.from([0, 255])]);
  });

  it('follows a link where that is asked for, to what is shown', async () => {
    const { client } = given;
    const [from, to] = [freshStream(), freshStream()];
    await client.appendToStream(to, events(3));
    await client.appendToStream(from, binaryEvent({ type: '$>', data: Buffer.from(`2@${to}`) }));
    const resolved = async (): Promise<unknown[]> =>
      (await all(client.readStream(from, { resolveLinkTos: true }))).map(({ event, link }) => [
        event?.streamId,
        event?.revision,
        link?.streamId,
      ]);
    expect(await resolved()).toEqual([[to, 2n, from]]);
    const [unresolved] = await all(client.readStream(from));
    expect([unresolved!.event!.type, unresolved!.link]).toEqual(['$>', undefined]);
    await client.deleteStream(to);
    expect(await resolved()).toEqual([[undefined, undefined, from]]);
  });

  it('follows a link that a projection has made', async () => {
    const { client } = given;
    const [from, to] = [freshStream(), freshStream()];
    await client.createProjection(
      'links',
      `fromStream('${from}').when({ happened: (state, event) => linkTo('${to}-' + event.data.n, event) })`,
      {
        emitEnabled: true,
      },
    );
    const event = aJsonEvent(7);
    await client.appendToStream(from, [jsonEvent({ type: 'other', data: {} }), event]);
    for await (const resolved of client.subscribeToStream(`${to}-7`, { resolveLinkTos: true })) {
      expect(resolved.event).toMatchObject({ id: event.id, streamId: from, revision: 1n });
      expect(resolved.link).toMatchObject({ type: '$>', streamId: `${to}-7`, metadata: { $causedBy: event.id } });
      break;
    }
  });

  it('of all streams takes no filter, whatever it is given', async () => {
    const filtered = { filter: streamNameFilter({ prefixes: ['no such stream'] }) } as object;
    expect((await all(given.client.readAll({ ...filtered, maxCount: 5 }))).length).toBe(5);
  });

  it('of all streams begins where an event does, or behind them all', async () => {
    const { client } = given;
    const { position } = await client.appendToStream(freshStream(), aJsonEvent());
    await client.appendToStream(freshStream(), aJsonEvent());
    const between = { commit: position!.commit + 1n, prepare: position!.commit + 1n };
    for (const direction of ['forwards', 'backwards'] as const)
      await expect(all(client.readAll({ fromPosition: between, direction }))).rejects.toMatchObject({ code: 3 });
    const beyond = { commit: position!.commit * 9n, prepare: position!.commit * 9n };
    expect(await all(client.readAll({ fromPosition: beyond }))).toEqual([]);
    await expect(all(client.readAll({ fromPosition: beyond, direction: 'backwards' }))).rejects.toMatchObject({ code: 3 });
  });
});

describe('a node that follows', () => {
  let follower: StandInNode;
  let astray: EventStoreDBClient;
  beforeAll(async () => {
    follower = await StandInNode.start({ folder: given.folder, sharing: given.node });
    follower.follow(given.node.endpoint);
    astray = EventStoreDBClient.connectionString(follower.url);
  });
  afterAll(async () => {
    await astray.dispose();
    await follower.kill();
  });

  it('hands writes on to the leader, and answers reads itself', async () => {
    const stream = freshStream();
    await astray.appendToStream(stream, aJsonEvent());
    await astray.appendToStream(stream, aJsonEvent(), plain);
    expect(await all(astray.readStream(stream))).toHaveLength(2);
  });

  it('says where the leader is when it has to be that one, and the client goes there by itself the next time', async () => {
    const stream = freshStream();
    const toLeader = { ...plain, requiresLeader: true };
    const error = await failureOf(all(astray.readStream(stream, toLeader)));
    expect(error).toBeInstanceOf(NotLeaderError);
    expect((error as NotLeaderError).leader).toEqual(given.node.endpoint);
    await astray.appendToStream(stream, aJsonEvent(), toLeader);
    expect(await all(given.client.readStream(stream))).toHaveLength(1);
  });
});
