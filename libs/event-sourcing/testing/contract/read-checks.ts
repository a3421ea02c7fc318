import assert from 'node:assert/strict';
import type { EventStore } from '../../store/event-store.js';
import { checks } from './check.js';
import { appended, assertInOrder, collect, idsOf, ofStreams, revisionsOf } from './observe.js';
import { anEvent, someEvents } from '../an-event.js';
import { freshStream } from './fresh-stream.js';

async function streamOf(store: EventStore, count: number): Promise<string> {
  const stream = freshStream();
  for (let first = 0; first < count; first += 500) await appended(store, stream, someEvents(Math.min(500, count - first), first));
  return stream;
}

const upTo = (first: number, end: number): number[] => Array.from({ length: end - first }, (_, i) => first + i);

export const readChecks = checks('read', {
  'a missing stream has no events, in either direction': async ({ store }) => {
    assert.deepEqual(await collect(store.read(freshStream())), []);
    assert.deepEqual(await collect(store.read(freshStream(), { direction: 'backwards', limit: 1 })), []);
  },

  'forwards: all, from the middle, beyond the end': async ({ store }) => {
    const stream = await streamOf(store, 7);
    assert.deepEqual(revisionsOf(await collect(store.read(stream))), upTo(0, 7));
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { after: 3 }))), [4, 5, 6]);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { after: 6 }))), []);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { after: 99 }))), []);
  },

  'backwards: all, from the middle, before the beginning': async ({ store }) => {
    const stream = await streamOf(store, 7);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { direction: 'backwards' }))), upTo(0, 7).reverse());
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { direction: 'backwards', after: 3 }))), [2, 1, 0]);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { direction: 'backwards', after: 0 }))), []);
  },

  'with a limit': async ({ store }) => {
    const stream = await streamOf(store, 7);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { limit: 3 }))), [0, 1, 2]);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { limit: 3, after: 1 }))), [2, 3, 4]);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { limit: 3, after: 5 }))), [6]);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { limit: 1, direction: 'backwards' }))), [6]);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { limit: 2, direction: 'backwards', after: 4 }))), [3, 2]);
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { limit: 100 }))), upTo(0, 7));
  },

  'a long stream comes in pages, in both directions and up to a limit': async ({ store }) => {
    const stream = await streamOf(store, 2_300);
    assert.deepEqual(revisionsOf(await collect(store.read(stream))), upTo(0, 2_300));
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { direction: 'backwards' }))), upTo(0, 2_300).reverse());
    assert.deepEqual(revisionsOf(await collect(store.read(stream, { after: 99, limit: 1_500 }))), upTo(100, 1_600));
  },

  'an event read from its stream is the one that readAll gives': async ({ store }) => {
    const { position } = await appended(store, freshStream(), [anEvent()]);
    const stream = await streamOf(store, 3);
    const read = await collect(store.read(stream));
    assert.equal(read.length, 3);
    assert.deepEqual(ofStreams(await collect(store.readAll({ after: position })), stream), read);
  },
});

export const readAllChecks = checks('readAll', {
  'forwards from a position': async ({ store }) => {
    const [one, other] = [freshStream(), freshStream()];
    const first = await appended(store, one, someEvents(2));
    const between = await appended(store, other, someEvents(2));
    const last = await appended(store, one, someEvents(2));
    const read = ofStreams(await collect(store.readAll({ after: first.position })), one, other);
    assert.deepEqual(
      read.map(({ stream, revision }) => [stream, revision]),
      [
        [other, 0],
        [other, 1],
        [one, 2],
        [one, 3],
      ],
    );
    assert.deepEqual([read[1]?.position, read[3]?.position], [between.position, last.position]);
    assert.deepEqual(ofStreams(await collect(store.readAll({ after: last.position })), one, other), []);
  },

  'from the start': async ({ store }) => {
    const stream = freshStream();
    const events = someEvents(3);
    await appended(store, stream, events);
    assert.deepEqual(idsOf(ofStreams(await collect(store.readAll()), stream)), idsOf(events));
  },

  'backwards from the end and from a position': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, someEvents(3));
    const { position } = await appended(store, stream, someEvents(2, 3));
    const backwards = ofStreams(await collect(store.readAll({ direction: 'backwards', limit: 200 })), stream);
    assert.deepEqual(revisionsOf(backwards), [4, 3, 2, 1, 0]);
    const before = ofStreams(await collect(store.readAll({ direction: 'backwards', after: position, limit: 200 })), stream);
    assert.deepEqual(revisionsOf(before), [3, 2, 1, 0]);
  },

  'with a limit, page after page': async ({ store }) => {
    const stream = freshStream();
    const start = await appended(store, freshStream(), [anEvent()]);
    await appended(store, stream, someEvents(25));
    const seen = [];
    for (let after = start.position, more = true; more;) {
      const page = await collect(store.readAll({ after, limit: 10 }));
      assert.ok(page.length <= 10, `${page.length} events under a limit of 10`);
      seen.push(...page);
      more = page.length === 10;
      after = page.at(-1)?.position ?? after;
    }
    assert.deepEqual(revisionsOf(ofStreams(seen, stream)), upTo(0, 25));
  },

  'is gapless and in order while others append': async ({ store }) => {
    const streams = Array.from({ length: 6 }, freshStream);
    const start = await appended(store, freshStream(), [anEvent()]);
    const batches = streams.map((_, i) => Array.from({ length: 40 }, (_, n) => someEvents(1 + ((n + i) % 3))));
    let writing = streams.length;
    const writers = streams.map(async (stream, i) => {
      try {
        for (const batch of batches[i]!) await appended(store, stream, batch);
      } finally {
        writing--;
      }
    });
    const seen = [];
    let after = start.position;
    for (let more = true; more;) {
      more = writing > 0;
      const page = await collect(store.readAll({ after }));
      seen.push(...page);
      after = page.at(-1)?.position ?? after;
    }
    await Promise.all(writers);
    const own = ofStreams(seen, ...streams);
    assertInOrder(own);
    streams.forEach((stream, i) => assert.deepEqual(idsOf(ofStreams(own, stream)), idsOf(batches[i]!.flat())));
    assert.deepEqual(idsOf(ofStreams(await collect(store.readAll({ after: start.position })), ...streams)), idsOf(own));
  },
});
