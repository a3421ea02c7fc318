import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { Follower } from '#testing/event-sourcing/contract/follow.js';
import { appended, collect, idsOf } from '#testing/event-sourcing/contract/observe.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { freshStream } from '#testing/event-sourcing/contract/fresh-stream.js';
import { standInNode } from '#testing/stand-in-subject.js';
import { openEventStoreDb, type EventStoreDbEventStore } from './eventstoredb-event-store.js';

let end: () => Promise<void>;
let client: EventStoreDBClient;
let store: EventStoreDbEventStore;

beforeEach(async () => {
  const started = await standInNode();
  ({ end } = started);
  client = EventStoreDBClient.connectionString(started.node.url);
  store = openEventStoreDb({ url: started.node.url, prefix: 'ours_' });
});

afterEach(async () => {
  await store.close();
  await client.dispose();
  await end();
});

it('others who write into our own streams are passed over, counted, and take nothing off a limit', async () => {
  const stream = freshStream();
  const theirs = (n: number) => jsonEvent({ type: 'Unheard', data: { n } });
  const events = someEvents(4);
  await client.appendToStream(`ours_${stream}`, [theirs(0), theirs(1)]);
  await appended(store, stream, events.slice(0, 2), 1);
  await client.appendToStream(`ours_${stream}`, binaryEvent({ type: 'Unheard', data: Buffer.from([1]) }));
  await appended(store, stream, events.slice(2), 4);
  await client.appendToStream(`ours_${stream}`, theirs(7));
  const ids = idsOf(events);
  for (const read of [store.read(stream), store.readAll()]) expect(idsOf(await collect(read))).toEqual(ids);
  for (let limit = 1; limit <= 5; limit++) {
    const backwards = { limit, direction: 'backwards' } as const;
    for (const read of [store.read(stream, { limit }), store.readAll({ limit })])
      expect(idsOf(await collect(read))).toEqual(ids.slice(0, limit));
    for (const read of [store.read(stream, backwards), store.readAll(backwards)])
      expect(idsOf(await collect(read))).toEqual(ids.slice(-limit).reverse());
  }
  const follower = new Follower(store, [stream], 10_000);
  await follower.untilCaughtUp();
  await follower.leave();
  expect(follower.ids).toEqual(ids);
  expect(store.passedOver).toBe(4);
});
