import assert from 'node:assert/strict';
import { checks } from './check.js';
import { Follower } from './follow.js';
import { appended, collect, idsOf, ofStreams, rejectsWith, within } from './observe.js';
import { anEvent, someEvents } from '../an-event.js';
import { freshStream } from './fresh-stream.js';

export const closeChecks = checks('close', {
  'twice is no error': async ({ store }) => {
    await store.close();
    await store.close();
  },

  'then any use is refused': async ({ store, deadlineMs }) => {
    const stream = freshStream();
    const { position } = await appended(store, stream, [anEvent()]);
    await store.close();
    await rejectsWith('STORE_CLOSED', store.append(stream, [anEvent()], { expectedRevision: 'any' }));
    await rejectsWith('STORE_CLOSED', collect(store.read(stream)));
    await rejectsWith('STORE_CLOSED', collect(store.readAll({ after: position })));
    await rejectsWith('STORE_CLOSED', new Follower(store, [stream], deadlineMs, position).step());
  },

  'wakes a subscription that waits, and refuses it': async ({ store, deadlineMs }) => {
    const { position } = await appended(store, freshStream(), [anEvent()]);
    const follower = new Follower(store, [], deadlineMs, position);
    await follower.untilCaughtUp();
    const waiting = rejectsWith('STORE_CLOSED', within(deadlineMs, follower.waiting(), 'the end of the wait'));
    await store.close();
    await waiting;
  },

  'settles the appends under way': async ({ store, deadlineMs }) => {
    const appends = Array.from({ length: 8 }, () => store.append(freshStream(), someEvents(2), { expectedRevision: 'none' }));
    const settled = Promise.allSettled(appends);
    await store.close();
    for (const outcome of await within(deadlineMs, settled, 'an answer to every append')) {
      if (outcome.status === 'fulfilled') assert.ok(outcome.value.ok);
      else assert.equal((outcome.reason as { code?: unknown }).code, 'STORE_CLOSED');
    }
  },
});

export const reopenChecks = checks('reopened', {
  'everything is where it was': async ({ store, reopen }) => {
    if (reopen === undefined) return;
    const stream = freshStream();
    const start = await appended(store, freshStream(), [anEvent()]);
    const last = await appended(store, stream, someEvents(5));
    const before = await collect(store.read(stream));
    const again = await reopen();
    assert.deepEqual(await collect(again.read(stream)), before);
    assert.deepEqual(ofStreams(await collect(again.readAll({ after: start.position })), stream), before);
    const next = await appended(again, stream, [anEvent()], 4);
    assert.ok(next.position > last.position);
  },

  'a repeat is still one': async ({ store, reopen }) => {
    if (reopen === undefined) return;
    const stream = freshStream();
    const events = someEvents(3);
    const first = await appended(store, stream, events, 'none');
    const again = await reopen();
    assert.deepEqual(idsOf(await collect(again.read(stream))), idsOf(events));
    assert.deepEqual(await appended(again, stream, events, 'none'), first);
    assert.deepEqual(idsOf(await collect(again.read(stream))), idsOf(events));
  },

  'a subscription goes on from its position': async ({ store, reopen, deadlineMs }) => {
    if (reopen === undefined) return;
    const stream = freshStream();
    const { position } = await appended(store, stream, someEvents(2));
    const missed = someEvents(2);
    await appended(store, stream, missed);
    const follower = new Follower(await reopen(), [stream], deadlineMs, position);
    await follower.untilCaughtUp();
    await follower.leave();
    assert.deepEqual(follower.ids, idsOf(missed));
  },
});
