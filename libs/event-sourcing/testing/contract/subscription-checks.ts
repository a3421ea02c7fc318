import assert from 'node:assert/strict';
import { checks } from './check.js';
import { Follower } from './follow.js';
import { appended, assertInOrder, collect, idsOf, revisionsOf, within } from './observe.js';
import { anEvent, someEvents } from '../an-event.js';
import { freshStream } from './fresh-stream.js';

export const subscriptionChecks = checks('subscribe', {
  'from the start, then live': async ({ store, deadlineMs }) => {
    const stream = freshStream();
    const [before, after] = [someEvents(3), someEvents(2)];
    await appended(store, stream, before);
    const follower = new Follower(store, [stream], deadlineMs);
    await follower.untilCaughtUp();
    assert.deepEqual(follower.ids, idsOf(before));
    await appended(store, stream, after);
    await follower.untilSeen(5);
    await follower.leave();
    assert.deepEqual(follower.ids, idsOf([...before, ...after]));
  },

  'from a position, exclusive': async ({ store, deadlineMs }) => {
    const stream = freshStream();
    await appended(store, stream, someEvents(3));
    const { position } = await appended(store, stream, [anEvent()]);
    await appended(store, stream, someEvents(2));
    const follower = new Follower(store, [stream], deadlineMs, position);
    await follower.untilCaughtUp();
    await follower.leave();
    assert.deepEqual(revisionsOf(follower.seen), [4, 5]);
  },

  'from the head: caught up at once, then live': async ({ store, deadlineMs }) => {
    const stream = freshStream();
    const { position } = await appended(store, stream, [anEvent()]);
    const follower = new Follower(store, [stream], deadlineMs, position);
    await follower.untilCaughtUp();
    assert.deepEqual(follower.seen, []);
    const waiting = follower.untilSeen(1);
    const event = anEvent();
    await appended(store, stream, [event]);
    await waiting;
    await follower.leave();
    assert.deepEqual(follower.ids, [event.id]);
  },

  'marks once whenever it reaches the head': async ({ store, deadlineMs }) => {
    const stream = freshStream();
    const { position } = await appended(store, stream, [anEvent()]);
    const follower = new Follower(store, [stream], deadlineMs, position);
    await follower.untilCaughtUp();
    for (let round = 1; round <= 3; round++) {
      await appended(store, stream, someEvents(2));
      await follower.untilSeen(2 * round);
      await follower.untilCaughtUp();
      assert.equal(follower.seen.length, 2 * round);
    }
    await follower.leave();
  },

  'while others append: nothing lost, doubled or out of order': async ({ store, deadlineMs }) => {
    const streams = Array.from({ length: 5 }, freshStream);
    const { position } = await appended(store, freshStream(), [anEvent()]);
    const follower = new Follower(store, streams, deadlineMs, position);
    const following = follower.untilSeen(5 * 30 * 2);
    await Promise.all([
      following,
      ...streams.map(async (stream) => {
        for (let n = 0; n < 30; n++) await appended(store, stream, someEvents(2));
      }),
    ]);
    await follower.untilCaughtUp();
    await follower.leave();
    assertInOrder(follower.seen);
    for (const stream of streams) {
      assert.deepEqual(idsOf(follower.seen.filter((event) => event.stream === stream)), idsOf(await collect(store.read(stream))));
    }
  },

  'resumed from the last position again and again: nothing lost, doubled or out of order': async ({ store, deadlineMs }) => {
    const streams = Array.from({ length: 3 }, freshStream);
    let { position } = await appended(store, freshStream(), [anEvent()]);
    const writing = Promise.all(
      streams.map(async (stream) => {
        for (let n = 0; n < 30; n++) await appended(store, stream, someEvents(2));
      }),
    );
    const seen = [];
    while (seen.length < 3 * 30 * 2) {
      const follower = new Follower(store, streams, deadlineMs, position);
      await follower.untilSeen(1);
      await follower.leave();
      seen.push(...follower.seen);
      position = follower.position ?? position;
    }
    await writing;
    assertInOrder(seen);
    for (const stream of streams) {
      assert.deepEqual(idsOf(seen.filter((event) => event.stream === stream)), idsOf(await collect(store.read(stream))));
    }
  },

  'several at once see the same': async ({ store, deadlineMs }) => {
    const stream = freshStream();
    const { position } = await appended(store, stream, [anEvent()]);
    const followers = Array.from({ length: 3 }, () => new Follower(store, [stream], deadlineMs, position));
    await Promise.all([...followers.map((follower) => follower.untilSeen(20)), appended(store, stream, someEvents(20))]);
    for (const follower of followers) {
      await follower.leave();
      assert.deepEqual(
        revisionsOf(follower.seen),
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
    }
  },
});

export const breakChecks = checks('break', {
  'out of a subscription frees what it held': async ({ store, held, deadlineMs }) => {
    const stream = freshStream();
    const { position } = await appended(store, stream, someEvents(3));
    const before = held?.();
    const leaving = (async () => {
      for await (const item of store.subscribe({ after: position })) if (item === 'caughtUp') return 'left';
      return 'ended';
    })();
    assert.equal(await within(deadlineMs, leaving, 'the marker'), 'left');
    assert.equal(held?.(), before);
    await appended(store, stream, [anEvent()]);
  },

  'of a subscription that waits ends the wait and frees what it held': async ({ store, held, deadlineMs }) => {
    const { position } = await appended(store, freshStream(), [anEvent()]);
    const before = held?.();
    const follower = new Follower(store, [], deadlineMs, position);
    await follower.untilCaughtUp();
    const waiting = follower.waiting();
    await follower.leave();
    assert.deepEqual(await within(deadlineMs, waiting, 'the end of the wait'), { done: true, value: undefined });
    assert.equal(held?.(), before);
  },

  'out of a read frees what it held': async ({ store, held }) => {
    const stream = freshStream();
    for (let i = 0; i < 3; i++) await appended(store, stream, someEvents(500));
    const before = held?.();
    for (let i = 0; i < 50; i++) {
      let pages = 0;
      for await (const page of store.read(stream)) if (page.length > 0 && ++pages === 1) break;
      assert.equal(pages, 1);
      for await (const page of store.readAll({ direction: 'backwards' })) if (page.length > 0) break;
    }
    assert.equal(held?.(), before);
    await appended(store, stream, [anEvent()]);
  },
});
