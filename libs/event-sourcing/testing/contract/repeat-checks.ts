import assert from 'node:assert/strict';
import { checks } from './check.js';
import { appended, collect, conflicting, idsOf, ofStreams } from './observe.js';
import { anEvent, someEvents } from '../an-event.js';
import { freshStream } from './fresh-stream.js';

export const repeatChecks = checks('repeat', {
  'of the first append gives the first result and stores nothing': async ({ store }) => {
    const stream = freshStream();
    const start = await appended(store, freshStream(), [anEvent()]);
    const events = someEvents(3);
    const first = await appended(store, stream, events, 'none');
    assert.deepEqual(await appended(store, stream, events, 'none'), first);
    assert.deepEqual(idsOf(await collect(store.read(stream))), idsOf(events));
    assert.deepEqual(idsOf(ofStreams(await collect(store.readAll({ after: start.position })), stream)), idsOf(events));
  },

  'at a revision gives the first result and stores nothing': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, someEvents(2));
    const events = someEvents(2);
    const first = await appended(store, stream, events, 1);
    assert.deepEqual(await appended(store, stream, events, 1), first);
    assert.equal((await collect(store.read(stream))).length, 4);
  },

  'gives the first result however much came after it': async ({ store }) => {
    const stream = freshStream();
    const events = someEvents(2);
    const first = await appended(store, stream, events, 'none');
    await appended(store, stream, someEvents(3), 1);
    await appended(store, freshStream(), someEvents(3));
    assert.deepEqual(await appended(store, stream, events, 'none'), first);
    assert.equal((await collect(store.read(stream))).length, 5);
  },

  'at the same time stores it once': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, [anEvent()]);
    const events = someEvents(2);
    const results = await Promise.all(Array.from({ length: 6 }, () => appended(store, stream, events, 0)));
    for (const result of results) assert.deepEqual(result, results[0]);
    assert.deepEqual(idsOf(await collect(store.read(stream))).slice(1), idsOf(events));
  },

  'with another id is a conflict': async ({ store }) => {
    const stream = freshStream();
    const events = someEvents(2);
    await appended(store, stream, events, 'none');
    await conflicting(store, stream, [events[0]!, anEvent()], 'none', 1);
    await conflicting(store, stream, [anEvent(), events[1]!], 'none', 1);
    await conflicting(store, stream, [events[0]!], 0, 1);
    assert.equal((await collect(store.read(stream))).length, 2);
  },
});
