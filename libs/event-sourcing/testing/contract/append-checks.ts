import assert from 'node:assert/strict';
import { checks } from './check.js';
import { appended, assertInOrder, collect, idsOf, ofStreams, revisionsOf } from './observe.js';
import { anEvent, someEvents } from '../an-event.js';
import { freshStream } from './fresh-stream.js';

export const appendChecks = checks('append', {
  'gives back what was appended': async ({ store }) => {
    const stream = freshStream();
    const events = someEvents(3);
    await appended(store, stream, events, 'none');
    const read = await collect(store.read(stream));
    assert.deepEqual(
      read.map(({ id, type, data, metadata }) => ({ id, type, data, metadata })),
      events,
    );
    assert.deepEqual(new Set(read.map((event) => event.stream)), new Set([stream]));
  },

  'numbers a stream from 0, without gaps': async ({ store }) => {
    const stream = freshStream();
    assert.equal((await appended(store, stream, someEvents(1))).revision, 0);
    assert.equal((await appended(store, stream, someEvents(3))).revision, 3);
    assert.equal((await appended(store, stream, someEvents(1))).revision, 4);
    assert.deepEqual(revisionsOf(await collect(store.read(stream))), [0, 1, 2, 3, 4]);
  },

  'gives the position that reads give for its last event': async ({ store }) => {
    const stream = freshStream();
    const before = await appended(store, stream, [anEvent()]);
    const events = someEvents(3);
    const { position } = await appended(store, stream, events);
    const all = ofStreams(await collect(store.readAll({ after: before.position })), stream);
    assert.deepEqual(idsOf(all), idsOf(events));
    assert.equal(all.at(-1)?.position, position);
    assert.equal((await collect(store.read(stream))).at(-1)?.position, position);
  },

  'gives positions of one width that sort as text': async ({ store }) => {
    const streams = [freshStream(), freshStream()];
    const positions: string[] = [];
    for (let i = 0; i < 12; i++) positions.push((await appended(store, streams[i % 2]!, [anEvent()])).position);
    assert.equal(new Set(positions.map((position) => position.length)).size, 1);
    assert.deepEqual([...positions].sort(), positions);
    assert.equal(new Set(positions).size, positions.length);
  },

  'stores a batch as a whole or not at all': async ({ store }) => {
    const stream = freshStream();
    const batches = Array.from({ length: 8 }, (_, i) => someEvents(3, i * 3));
    const appending = Promise.all(batches.map((batch) => appended(store, stream, batch)));
    let settled = false;
    void appending.then(
      () => (settled = true),
      () => (settled = true),
    );
    do {
      const seen = await collect(store.read(stream));
      assert.equal(seen.length % 3, 0, `${seen.length} events of batches of 3`);
    } while (!settled);
    await appending;
    const stored = idsOf(await collect(store.read(stream)));
    assert.equal(stored.length, 24);
    for (const batch of batches) {
      const at = stored.indexOf(batch[0]!.id);
      assert.deepEqual(stored.slice(at, at + 3), idsOf(batch));
    }
  },

  'keeps many streams apart, each in its own order': async ({ store }) => {
    const streams = Array.from({ length: 5 }, freshStream);
    const { position } = await appended(store, freshStream(), [anEvent()]);
    await Promise.all(
      streams.map(async (stream) => {
        for (let i = 0; i < 10; i++) await appended(store, stream, [anEvent({ n: i })]);
      }),
    );
    const all = ofStreams(await collect(store.readAll({ after: position })), ...streams);
    assertInOrder(all);
    for (const stream of streams) {
      const expected = Array.from({ length: 10 }, (_, n) => ({ n }));
      assert.deepEqual(
        (await collect(store.read(stream))).map(({ data }) => data),
        expected,
      );
      assert.deepEqual(
        ofStreams(all, stream).map(({ data }) => data),
        expected,
      );
    }
  },
});
