import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Follower } from '#testing/event-sourcing/contract/follow.js';
import { appended, collect, idsOf } from '#testing/event-sourcing/contract/observe.js';
import { anEvent, someEvents } from '#testing/event-sourcing/an-event.js';
import { freshStream } from '#testing/event-sourcing/contract/fresh-stream.js';
import { StandInNode } from '#testing/doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { openEventStoreDb, type EventStoreDbEventStore } from './eventstoredb-event-store.js';

const deadlines = { callMs: 1_000, retries: { firstMs: 5, longestMs: 50 } };
const deadlineMs = 10_000;

let place: ReturnType<typeof temporaryFolder>;
let node: StandInNode;
let store: EventStoreDbEventStore;
const ends: (() => unknown)[] = [];

beforeEach(async () => {
  place = temporaryFolder();
  node = await StandInNode.start({ folder: place.folder });
  store = openEventStoreDb({ url: node.url, deadlines });
});

afterEach(async () => {
  await store.close();
  for (const end of ends.splice(0)) await end();
  await node.kill();
  place.remove();
});

const opened = (url: string, totalMs = 8_000): EventStoreDbEventStore => {
  const elsewhere = openEventStoreDb({ url, deadlines: { ...deadlines, totalMs } });
  ends.push(() => elsewhere.close());
  return elsewhere;
};

/** Starts another node of the same cluster. */
async function another(): Promise<StandInNode> {
  const other = await StandInNode.start({ folder: place.folder, sharing: node });
  ends.push(() => other.kill());
  return other;
}

/** Opens a port that accepts connections and does not answer on the first `silent` ones; later ones are forwarded to the node. */
async function silentPort(silent = Infinity): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    if (sockets.size <= silent) return;
    const through = connect(node.endpoint.port, '127.0.0.1').on('error', () => undefined);
    sockets.add(through);
    socket.pipe(through).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('a node that does not lead', () => {
  it('sends appends, reads and subscriptions to the one that does', async () => {
    const follower = await another();
    follower.follow(node.endpoint);
    const elsewhere = opened(follower.url);
    const stream = freshStream();
    const events = someEvents(3);
    await appended(elsewhere, stream, events, 'none');
    expect(idsOf(await collect(elsewhere.read(stream)))).toEqual(idsOf(events));
    const reader = opened(follower.url);
    expect(idsOf(await collect(reader.read(stream)))).toEqual(idsOf(events));
    expect(idsOf(await collect(reader.readAll()))).toEqual(idsOf(events));
    expect(follower.eventsSent).toBe(0);
  });

  it('and takes over with the same data is followed in a subscription', async () => {
    const other = await another();
    const stream = freshStream();
    await appended(store, stream, someEvents(2), 'none');
    const follower = new Follower(store, [stream], deadlineMs);
    await follower.untilCaughtUp();
    node.follow(other.endpoint);
    node.dropConnections();
    await appended(store, stream, someEvents(2), 1);
    await follower.untilSeen(4);
    await follower.leave();
    expect(node.connections).toBe(0);
  });

  it('is not followed by a subscription either, though it lives and nothing broke', async () => {
    const other = await another();
    const stream = freshStream();
    await appended(store, stream, [anEvent()], 'none');
    const follower = new Follower(store, [stream], deadlineMs);
    await follower.untilCaughtUp();
    const following = follower.untilSeen(3);
    node.follow(other.endpoint);
    await appended(store, stream, [anEvent()], 0);
    // The client drops a connection after ten seconds of silence anyway; this has to happen earlier.
    for (const until = performance.now() + 5_000; node.connections > 0 && performance.now() < until;) await nextTurn();
    expect(node.connections).toBe(0);
    await appended(store, stream, [anEvent()], 1);
    await following;
    await follower.leave();
    expect(follower.ids).toEqual(idsOf(await collect(store.read(stream))));
  });

  it('found by gossip: the leader among the members is chosen', async () => {
    const follower = await another();
    follower.follow(node.endpoint);
    const members = [
      { ...node.endpoint, leader: true, alive: true },
      { ...follower.endpoint, leader: false, alive: true },
    ];
    follower.gossip(() => members);
    const discovered = opened(`esdb+discover://127.0.0.1:${follower.endpoint.port}?tls=false`);
    await appended(discovered, freshStream(), [anEvent()], 'none');
    expect(node.connections).toBeGreaterThan(0);
  });
});

describe('of several nodes', () => {
  it.each(['esdb', 'esdb+discover'])('one that is gone keeps nobody from the others (%s)', async (scheme) => {
    const { port } = node.endpoint;
    for (const hosts of [`127.0.0.1:1,127.0.0.1:${port}`, `127.0.0.1:${port},127.0.0.1:1`])
      expect(await appended(opened(`${scheme}://${hosts}?tls=false`), freshStream(), [anEvent()], 'none')).toMatchObject({ revision: 0 });
  });

  it('a leader that takes connections and never answers is left for the next one', async () => {
    const silent = { address: '127.0.0.1', port: await silentPort() };
    let isFrozen = true;
    node.gossip(() => [
      { ...silent, leader: isFrozen, alive: true },
      { ...node.endpoint, leader: !isFrozen, alive: true },
    ]);
    const seeds = opened(`esdb+discover://127.0.0.1:${node.endpoint.port}?tls=false`, 1_500);
    await expect(seeds.append('program-1', [anEvent()], { expectedRevision: 'none' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: true,
    });
    isFrozen = false;
    expect(await appended(seeds, 'program-1', [anEvent()], 'none')).toMatchObject({ revision: 0 });
    // Less than the ten seconds that the client waits for an answer by default.
  }, 9_000);
});

describe('an address behind which nobody answers', () => {
  it('is dialled anew: a connection that was only half made is not waited for', async () => {
    const stream = freshStream();
    const dialling = opened(`esdb://127.0.0.1:${await silentPort(1)}?tls=false`);
    expect(await appended(dialling, stream, [anEvent()], 'none')).toMatchObject({ revision: 0 });
  });

  it('is dialled anew for a subscription, too', async () => {
    const stream = freshStream();
    const { position } = await appended(store, stream, someEvents(3), 'none');
    const dialling = opened(`esdb://127.0.0.1:${await silentPort(1)}?tls=false`);
    const follower = new Follower(dialling, [stream], deadlineMs);
    await follower.untilCaughtUp();
    await follower.leave();
    expect(follower.position).toBe(position);
  });
});
