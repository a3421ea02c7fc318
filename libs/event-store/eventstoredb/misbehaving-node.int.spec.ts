import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Follower } from '#testing/event-sourcing/contract/follow.js';
import { appended, collect, idsOf } from '#testing/event-sourcing/contract/observe.js';
import { anEvent, someEvents } from '#testing/event-sourcing/an-event.js';
import { freshStream } from '#testing/event-sourcing/contract/fresh-stream.js';
import { StandInNode } from '#testing/doubles/eventstoredb/stand-in-node.js';
import type { Fault } from '#testing/doubles/eventstoredb/wire/faults.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { openEventStoreDb, type EventStoreDbEventStore } from './eventstoredb-event-store.js';

const deadlines = { callMs: 400, retries: { firstMs: 5, longestMs: 50 } };
const hasty = { ...deadlines, totalMs: 1_500 };
const deadlineMs = 10_000;

let place: ReturnType<typeof temporaryFolder>;
let node: StandInNode;
let store: EventStoreDbEventStore;
const hurried: EventStoreDbEventStore[] = [];

beforeEach(async () => {
  place = temporaryFolder();
  node = await StandInNode.start({ folder: place.folder });
  store = openEventStoreDb({ url: node.url, deadlines });
});

afterEach(async () => {
  const { held } = store;
  await Promise.all([store, ...hurried.splice(0)].map((open) => open.close()));
  await node.kill();
  place.remove();
  expect(held).toBe(0);
});

/** A store with short time limits. */
const impatient = (url = node.url): EventStoreDbEventStore => {
  const open = openEventStoreDb({ url, deadlines: hasty });
  hurried.push(open);
  return open;
};

const again = async (): Promise<void> => {
  node = await StandInNode.start({ folder: place.folder, port: node.endpoint.port });
};

const appendFaults: [string, Omit<Fault, 'on'>][] = [
  ['refuses it', { act: 'refuse' }],
  ['loses the connection before it is done', { act: 'drop' }],
  ['loses the connection when it is done', { act: 'drop', when: 'after' }],
  ['answers after the deadline, and has done it', { act: 'delay', when: 'after', ms: 800 }],
  ['does it after the deadline', { act: 'delay', ms: 800 }],
  ['fails several times in a row', { act: 'drop', when: 'after', times: 3 }],
];

describe.each(appendFaults)('an append where the node %s', (_, fault) => {
  it.each(['none', 'any', 'exists', 1] as const)('is stored once and answered as it was (%s)', async (expectation) => {
    const stream = freshStream();
    const before = someEvents(2);
    if (expectation !== 'none') await appended(store, stream, before, 'none');
    const events = someEvents(2);
    node.faults.add({ on: 'append', ...fault });
    const { revision, position } = await appended(store, stream, events, expectation);
    const read = await collect(store.read(stream));
    expect(idsOf(read)).toEqual([...(expectation === 'none' ? [] : idsOf(before)), ...idsOf(events)]);
    expect({ revision, position }).toEqual({ revision: read.at(-1)!.revision, position: read.at(-1)!.position });
  });
});

it.each(['any', 'exists'] as const)(
  'a retry that expects nothing exact (%s) does not rely on what the server remembers, nor on being the last',
  async (expectation) => {
    await node.kill();
    node = await StandInNode.start({ folder: place.folder, port: node.endpoint.port, remembers: 0 });
    const stream = freshStream();
    const other = impatient();
    await appended(other, stream, [anEvent()], 'none');
    const events = someEvents(2);
    node.faults.add({ on: 'append', act: 'drop', when: 'after' });
    node.faults.add({ on: 'read', act: 'delay', ms: 200 });
    const appending = appended(store, stream, events, expectation);
    const later = anEvent();
    while (!(await other.append(stream, [later], { expectedRevision: 2 })).ok) await nextTurn();
    expect(await appending).toMatchObject({ revision: 2 });
    expect(idsOf(await collect(store.read(stream))).slice(1)).toEqual(idsOf([...events, later]));
  },
);

it('a repeat has the place of its last event, whatever the server answers', async () => {
  const stream = freshStream();
  const events = someEvents(2);
  const first = await appended(store, stream, events, 'none');
  node.faults.add({ on: 'append', act: 'misplace', times: 2 });
  expect(await appended(store, stream, events, 'none')).toEqual(first);
  const another = openEventStoreDb({ url: node.url, deadlines });
  expect(await appended(another, stream, events, 'none')).toEqual(first);
  await another.close();
  // The position returned for a retry is not the greatest one returned so far.
  const more = someEvents(2);
  const second = await appended(store, stream, more, 1);
  node.faults.add({ on: 'append', act: 'misplace', times: 2 });
  expect(await appended(store, stream, events, 'none')).toEqual(first);
  expect(await appended(store, stream, more, 1)).toEqual(second);
  // The retry's own first attempt is lost, so it is retried, too.
  node.faults.add({ on: 'append', act: 'drop', when: 'after' });
  node.faults.add({ on: 'append', act: 'misplace' });
  const { position } = await appended(store, stream, someEvents(2), 3);
  expect(position).toBe((await collect(store.read(stream))).at(-1)!.position);
});

it('of many appends at once under a broken connection each is stored once', async () => {
  const streams = Array.from({ length: 16 }, freshStream);
  const batches = streams.map(() => someEvents(2));
  for (let i = 0; i < 4; i++) node.faults.add({ on: 'append', act: 'drop', when: i % 2 === 0 ? 'after' : 'before' });
  await Promise.all(streams.map((stream, i) => appended(store, stream, batches[i]!, 'none')));
  for (const [i, stream] of streams.entries()) expect(idsOf(await collect(store.read(stream)))).toEqual(idsOf(batches[i]!));
});

it('an append whose own retry meets a later event is a conflict, not a second copy', async () => {
  const stream = freshStream();
  await appended(store, stream, [anEvent()], 'none');
  const lost = anEvent();
  node.faults.add({ on: 'append', act: 'drop' });
  const other = openEventStoreDb({ url: node.url, deadlines });
  node.faults.add({ on: 'append', act: 'delay', ms: 100 });
  const [mine, theirs] = await Promise.all([
    store.append(stream, [lost], { expectedRevision: 0 }),
    other.append(stream, [anEvent()], { expectedRevision: 0 }),
  ]);
  expect([mine.ok, theirs.ok].filter(Boolean)).toHaveLength(1);
  expect(await collect(store.read(stream))).toHaveLength(2);
  await other.close();
});

describe('a read', () => {
  it.each([{ events: 0 }, { events: 7 }, { events: 1_200 }])(
    'that breaks off after $events events goes on where it was',
    async ({ events }) => {
      const stream = freshStream();
      const patient = openEventStoreDb({ url: node.url });
      for (let n = 0; n < 3; n++) await appended(patient, stream, someEvents(500));
      const whole = idsOf(await collect(patient.read(stream)));
      await patient.close();
      const reads = [
        store.read(stream),
        store.read(stream, { direction: 'backwards' }),
        store.readAll(),
        store.readAll({ direction: 'backwards' }),
      ];
      for (const [i, read] of reads.entries()) {
        node.faults.add({ on: 'read', act: 'drop', events });
        const seen = idsOf(await collect(read));
        expect(seen).toEqual(i % 2 === 0 ? whole : [...whole].reverse());
      }
    },
  );

  it('that gets no answer is tried again, and given up in time', async () => {
    const stream = freshStream();
    await appended(store, stream, someEvents(2));
    node.faults.add({ on: 'read', act: 'delay', ms: 2_000 });
    expect(await collect(store.read(stream))).toHaveLength(2);
    node.faults.add({ on: 'read', act: 'refuse', times: 1_000 });
    await expect(collect(impatient().read(stream))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    node.faults.clear();
    expect(await collect(store.read(stream))).toHaveLength(2);
  });
});

describe('a subscription', () => {
  it('resumes by itself however often it breaks: nothing lost, doubled or out of order', async () => {
    const stream = freshStream();
    const follower = new Follower(store, [stream], deadlineMs);
    for (const events of [0, 1, 5, 13, 40]) node.faults.add({ on: 'read', act: 'drop', events });
    const following = follower.untilSeen(200);
    for (let n = 0; n < 100; n++) {
      await appended(store, stream, someEvents(2));
      if (n % 20 === 7) node.dropConnections();
    }
    await following;
    await follower.untilCaughtUp();
    await follower.leave();
    expect(follower.ids).toEqual(idsOf(await collect(store.read(stream))));
  });

  it('outlives a node that dies and comes back later than anybody else waits', async () => {
    const stream = freshStream();
    await appended(store, stream, someEvents(2));
    const follower = new Follower(store, [stream], deadlineMs);
    await follower.untilCaughtUp();
    await node.kill();
    const waiting = follower.untilSeen(4);
    await expect(impatient().append(stream, [anEvent()], { expectedRevision: 1 })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await again();
    await appended(store, stream, someEvents(2), 1);
    await waiting;
    await follower.leave();
  });

  it('that is left while it tries to come back ends at once', async () => {
    const follower = new Follower(store, [], deadlineMs);
    await follower.untilCaughtUp();
    await node.kill();
    const waiting = follower.waiting();
    await follower.leave();
    await expect(waiting).resolves.toEqual({ done: true, value: undefined });
    expect(store.held).toBe(0);
  });
});

describe('a cluster that is lost', () => {
  it('makes commands fail in bounded time with a code that says to try again, and is found again without a restart', async () => {
    const stream = freshStream();
    await appended(store, stream, [anEvent()], 'none');
    await node.kill();
    const another = impatient();
    const failures = await Promise.all(
      Array.from({ length: 8 }, () => another.append(stream, [anEvent()], { expectedRevision: 0 }).catch((error: unknown) => error)),
    );
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(EventStoreError);
      expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    }
    await again();
    expect(await appended(another, stream, [anEvent()], 0)).toMatchObject({ revision: 1 });
  });

  it('and cannot even be looked for is given up in bounded time too', async () => {
    await node.kill();
    const nowhere = impatient(`esdb+discover://127.0.0.1:${node.endpoint.port}?tls=false&discoveryInterval=500`);
    const lost = { code: 'STORE_UNAVAILABLE', retryable: true };
    await expect(nowhere.append('program-1', [anEvent()], { expectedRevision: 'none' })).rejects.toMatchObject(lost);
    await expect(collect(nowhere.readAll())).rejects.toMatchObject(lost);
    await again();
    // The append that was given up must not be sent when the cluster is found later.
    await appended(nowhere, 'program-1', [anEvent()], 'none');
  });

  it('keeps what it acknowledged when it dies in the middle of appends', async () => {
    const stream = freshStream();
    const acknowledged: string[] = [];
    for (let n = 0; n < 5; n++) {
      const event = anEvent();
      node.faults.add({ on: 'append', act: 'die', when: n % 2 === 0 ? 'after' : 'before' });
      const appending = appended(store, stream, [event], n === 0 ? 'none' : n - 1);
      while (node.connections > 0 || !(await isDown())) await new Promise((resolve) => setImmediate(resolve));
      await again();
      await appending;
      acknowledged.push(event.id);
    }
    expect(idsOf(await collect(store.read(stream)))).toEqual(acknowledged);
  });
});

/** Resolves when the node's port is free again. */
async function isDown(): Promise<boolean> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(node.endpoint.port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
