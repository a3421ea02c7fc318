import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  binaryEvent,
  EventStoreDBClient,
  excludeSystemEvents,
  jsonEvent,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
  type AllStreamSubscription,
  type JSONEventData,
  type Position,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { startStandInProcess } from '../support/stand-in-node/start-process.js';
import { StandInNode } from '../support/stand-in-node/stand-in-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// What docs/decisions and the adapter take for granted about the server and its client, held to with the client alone. A real node
// can be put in the stand-in's place.

const place = temporaryFolder();
let node: StandInNode;
let client: EventStoreDBClient;

beforeAll(async () => {
  node = await StandInNode.start({ folder: place.folder });
  client = EventStoreDBClient.connectionString(node.url);
});

afterAll(async () => {
  await client.dispose();
  await node.kill();
  place.remove();
});

let streams = 0;
const freshStream = (): string => `stream_${++streams}`;
const anEvent = (n = 0): JSONEventData => jsonEvent({ type: 'happened', data: { n } });
const events = (count: number): JSONEventData[] => Array.from({ length: count }, (_, n) => anEvent(n));
/** By Append; left out, by BatchAppend. */
const plain = { credentials: { username: 'nobody', password: 'nothing' } };

async function all(read: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const read_: ResolvedEvent[] = [];
  for await (const event of read) read_.push(event);
  return read_;
}
const revisions = (read: readonly ResolvedEvent[]): number[] => read.map(({ event }) => Number(event!.revision));

describe.each([
  ['Append', plain],
  ['BatchAppend', {}],
])('%s', (_, how) => {
  it('meets a wrong expectation in each of its forms', async () => {
    const [taken, missing] = [freshStream(), freshStream()];
    await client.appendToStream(taken, events(3), how);
    const mismatch = async (stream: string, expectedRevision: 'no_stream' | 'stream_exists' | bigint): Promise<unknown> => {
      const error = await client.appendToStream(stream, anEvent(), { ...how, expectedRevision }).catch((thrown: unknown) => thrown);
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
    const stream = freshStream();
    const batch = events(2);
    const first = await client.appendToStream(stream, batch, { ...how, expectedRevision: 'no_stream' });
    expect(await client.appendToStream(stream, batch, { ...how, expectedRevision: 'no_stream' })).toEqual(first);
    expect(await client.appendToStream(stream, batch, { ...how, expectedRevision: 'any' })).toEqual(first);
    await expect(client.appendToStream(stream, [batch[0]!, anEvent()], { ...how, expectedRevision: 'no_stream' })).rejects.toThrow();
    expect(await all(client.readStream(stream))).toHaveLength(2);
    await client.appendToStream(stream, batch, { ...how, expectedRevision: 1n });
    expect(await all(client.readStream(stream))).toHaveLength(4);
  });

  it('refuses more than 1 MiB, and a tombstoned stream', async () => {
    const stream = freshStream();
    const large = jsonEvent({ type: 'large', data: { text: 'x'.repeat(1_100_000) } });
    await expect(client.appendToStream(stream, large, how)).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await client.tombstoneStream(stream);
    await expect(client.appendToStream(stream, anEvent(), how)).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('gives the position at which its last event is read', async () => {
    const stream = freshStream();
    const { position } = await client.appendToStream(stream, events(3), how);
    const [last] = await all(client.readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 }));
    expect(last!.event!.position).toEqual(position);
    const [first] = await all(client.readAll({ fromPosition: position!, maxCount: 1 }));
    expect(first!.event!.id).toBe(last!.event!.id);
  });
});

describe('deletion', () => {
  it('a deleted stream is not found, and goes on at its next revision', async () => {
    const stream = freshStream();
    await client.appendToStream(stream, events(3));
    await client.deleteStream(stream, { expectedRevision: 2n });
    await expect(all(client.readStream(stream))).rejects.toBeInstanceOf(StreamNotFoundError);
    await expect(client.deleteStream(stream, { expectedRevision: 1n })).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect((await client.appendToStream(stream, anEvent(), { expectedRevision: 'no_stream' })).nextExpectedRevision).toBe(3n);
    expect(revisions(await all(client.readStream(stream)))).toEqual([3]);
  });

  it('a tombstoned stream is deleted for good, its metadata too; its events stay in $all', async () => {
    const stream = freshStream();
    await client.appendToStream(stream, anEvent());
    await expect(client.tombstoneStream(stream, { expectedRevision: 'no_stream' })).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await client.tombstoneStream(stream);
    await expect(all(client.readStream(stream))).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.getStreamMetadata(stream)).rejects.toBeInstanceOf(StreamDeletedError);
    const types = (await all(client.readAll())).filter(({ event }) => event?.streamId === stream).map(({ event }) => event!.type);
    expect(types).toEqual(['happened', '$streamDeleted']);
  });
});

describe('metadata', () => {
  it('comes back, the last of it, and lies in $all as a stream of its own', async () => {
    const stream = freshStream();
    await client.setStreamMetadata(stream, { maxCount: 9 });
    await client.setStreamMetadata(stream, { maxCount: 2, note: '四维' });
    expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { maxCount: 2, note: '四维' } });
    expect((await all(client.readAll())).filter(({ event }) => event?.streamId === `$$${stream}`)).toHaveLength(2);
  });

  it('truncates what is read of the stream', async () => {
    const stream = freshStream();
    await client.appendToStream(stream, events(6));
    await client.setStreamMetadata(stream, { maxCount: 4 });
    expect(revisions(await all(client.readStream(stream)))).toEqual([2, 3, 4, 5]);
    await client.setStreamMetadata(stream, { truncateBefore: 5 });
    expect(revisions(await all(client.readStream(stream, { direction: 'backwards', fromRevision: 'end' })))).toEqual([5]);
  });
});

describe('reads and subscriptions', () => {
  it('a read of a stream is inclusive of its revision, a subscription exclusive', async () => {
    const stream = freshStream();
    await client.appendToStream(stream, events(4));
    expect(revisions(await all(client.readStream(stream, { fromRevision: 2n })))).toEqual([2, 3]);
    expect(revisions(await all(client.readStream(stream, { fromRevision: 1n, direction: 'backwards' })))).toEqual([1, 0]);
    const seen = client.subscribeToStream(stream, { fromRevision: 2n });
    for await (const { event } of seen) {
      expect(event!.revision).toBe(3n);
      break;
    }
    await seen.unsubscribe();
  });

  it('a link is resolved where that is asked for', async () => {
    const [from, to] = [freshStream(), freshStream()];
    await client.appendToStream(to, events(3));
    await client.appendToStream(from, binaryEvent({ type: '$>', data: Buffer.from(`2@${to}`) }));
    const [resolved] = await all(client.readStream(from, { resolveLinkTos: true }));
    expect([resolved!.event!.streamId, resolved!.event!.revision, resolved!.link!.streamId]).toEqual([to, 2n, from]);
    const [unresolved] = await all(client.readStream(from));
    expect([unresolved!.event!.type, unresolved!.link]).toEqual(['$>', undefined]);
  });

  it('readAll takes no filter, whatever it is given', async () => {
    const filtered = { filter: streamNameFilter({ prefixes: ['no such stream'] }) } as object;
    expect((await all(client.readAll({ ...filtered, maxCount: 5 }))).length).toBe(5);
  });

  it('a filtered subscription gives checkpoints by what was looked at, and one marker', async () => {
    const stream = freshStream();
    const { position } = await client.appendToStream(freshStream(), anEvent());
    for (let n = 0; n < 9; n++) await client.appendToStream(n % 2 === 0 ? stream : freshStream(), events(20));
    const last = anEvent(99);
    await client.appendToStream(stream, last);
    const checkpoints: Position[] = [];
    let caughtUp = 0;
    const checkpointReached = (_: AllStreamSubscription, at: Position): void => void checkpoints.push(at);
    const filter = streamNameFilter({ prefixes: [stream], checkpointInterval: 2, checkpointReached });
    const subscription = client.subscribeToAll({ fromPosition: position!, filter });
    subscription.on('caughtUp', () => caughtUp++);
    const seen: string[] = [];
    for await (const { event } of subscription) {
      seen.push(event!.streamId);
      if (event!.id === last.id) await client.appendToStream(stream, jsonEvent({ type: 'end', data: {} }));
      if (event!.type === 'end') break;
    }
    await subscription.unsubscribe();
    expect(seen).toEqual(Array.from({ length: 102 }, () => stream));
    expect([checkpoints.length, caughtUp]).toEqual([2, 1]);
  });

  it('a filter leaves out system events, by a regular expression', async () => {
    const last = anEvent();
    await client.appendToStream(freshStream(), last);
    const subscription = client.subscribeToAll({ filter: excludeSystemEvents() });
    for await (const { event } of subscription) {
      expect(event!.type.startsWith('$')).toBe(false);
      if (event!.id === last.id) break;
    }
    await subscription.unsubscribe();
  });

  it('a consumer that does not read stops the server', async () => {
    const stream = freshStream();
    for (let n = 0; n < 5; n++)
      await client.appendToStream(
        stream,
        Array.from({ length: 900 }, () => jsonEvent({ type: 'filler', data: { text: 'x'.repeat(700) } })),
      );
    const subscription = client.subscribeToStream(stream);
    const iterator = subscription[Symbol.asyncIterator]() as AsyncIterator<ResolvedEvent>;
    await iterator.next();
    const { heapUsed } = process.memoryUsage();
    for (let turn = 0; turn < 2_000; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(process.memoryUsage().heapUsed - heapUsed).toBeLessThan(100e6);
    expect(subscription.readableLength).toBeLessThan(500);
    await subscription.unsubscribe();
  });
});

describe('a node that follows', () => {
  it('says where the leader is, and the client goes there by itself the next time', async () => {
    const follower = await StandInNode.start({ folder: place.folder, sharing: node });
    follower.follow(node.endpoint);
    const astray = EventStoreDBClient.connectionString(follower.url);
    const stream = freshStream();
    const error = await astray.appendToStream(stream, anEvent(), plain).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotLeaderError);
    expect((error as NotLeaderError).leader).toEqual(node.endpoint);
    await astray.appendToStream(stream, anEvent(), plain);
    expect(await all(client.readStream(stream))).toHaveLength(1);
    await astray.dispose();
    await follower.kill();
  });
});

describe('a node in a process of its own', () => {
  it('killed, comes back with all that it acknowledged', async () => {
    const { folder, remove } = temporaryFolder();
    let child = await startStandInProcess(folder);
    const { port } = child;
    const acknowledged: bigint[] = [];
    for (let kill = 0; kill < 2; kill++) {
      const caller = EventStoreDBClient.connectionString(child.url);
      let killed: Promise<void> | undefined;
      for (let n = 0; killed === undefined || n < 10_000; n++) {
        const result = await caller
          .appendToStream('kept', anEvent(n), {
            ...plain,
            expectedRevision: acknowledged.length === 0 ? 'no_stream' : acknowledged.at(-1)!,
          })
          .catch(() => undefined);
        if (result === undefined) break;
        acknowledged.push(result.nextExpectedRevision);
        if (n === 40) killed = child.kill();
      }
      await killed;
      child = await startStandInProcess(folder, port);
      const reader = EventStoreDBClient.connectionString(child.url);
      const kept = revisions(await all(reader.readStream('kept')));
      // The last one may have been stored and its answer lost.
      expect([acknowledged.length, acknowledged.length + 1]).toContain(kept.length);
      acknowledged.splice(0, acknowledged.length, ...kept.map(BigInt));
    }
    await child.kill();
    remove();
  }, 60_000);
});
