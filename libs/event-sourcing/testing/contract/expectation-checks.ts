import assert from 'node:assert/strict';
import type { ExpectedRevision } from '../../store/event-store.js';
import { checks, type Subject } from './check.js';
import { appended, collect, conflicting, idsOf } from './observe.js';
import { anEvent, someEvents } from '../an-event.js';
import { freshStream } from './fresh-stream.js';

async function oneWins({ store }: Subject, stream: string, expectedRevision: ExpectedRevision): Promise<void> {
  const before = (await collect(store.read(stream))).length;
  const rivals = someEvents(16);
  const results = await Promise.all(rivals.map((event) => store.append(stream, [event], { expectedRevision })));
  const winners = rivals.filter((_, i) => results[i]!.ok);
  assert.equal(winners.length, 1, `${winners.length} appends won`);
  for (const result of results) if (!result.ok) assert.equal(result.actual, before);
  assert.deepEqual(idsOf(await collect(store.read(stream))).slice(before), idsOf(winners));
}

export const expectationChecks = checks('expected revision', {
  'any: a missing stream and one with events': async ({ store }) => {
    const stream = freshStream();
    assert.equal((await appended(store, stream, [anEvent()], 'any')).revision, 0);
    assert.equal((await appended(store, stream, [anEvent()], 'any')).revision, 1);
  },

  'none: a missing stream': async ({ store }) => {
    assert.equal((await appended(store, freshStream(), someEvents(2), 'none')).revision, 1);
  },

  'none: refused where there are events': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, someEvents(3));
    await conflicting(store, stream, [anEvent()], 'none', 2);
    assert.equal((await collect(store.read(stream))).length, 3);
  },

  'exists: a stream with events': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, [anEvent()]);
    assert.equal((await appended(store, stream, [anEvent()], 'exists')).revision, 1);
  },

  'exists: refused where there is no event': async ({ store }) => {
    const stream = freshStream();
    await conflicting(store, stream, [anEvent()], 'exists', 'none');
    assert.deepEqual(await collect(store.read(stream)), []);
  },

  'a revision: the last one': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, someEvents(3));
    assert.equal((await appended(store, stream, someEvents(2), 2)).revision, 4);
  },

  'a revision: refused below and above the last one': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, someEvents(3));
    for (const wrong of [0, 1, 3, 7]) await conflicting(store, stream, someEvents(2), wrong, 2);
    assert.equal((await collect(store.read(stream))).length, 3);
  },

  'a revision: refused where there is no event': async ({ store }) => {
    const stream = freshStream();
    for (const wrong of [0, 5]) await conflicting(store, stream, [anEvent()], wrong, 'none');
    assert.deepEqual(await collect(store.read(stream)), []);
  },

  'a refused batch leaves nothing behind': async ({ store }) => {
    const stream = freshStream();
    const kept = someEvents(2);
    await appended(store, stream, kept);
    await Promise.all([
      conflicting(store, stream, someEvents(5), 0, 1),
      conflicting(store, stream, someEvents(5), 'none', 1),
      conflicting(store, stream, someEvents(5), 9, 1),
    ]);
    assert.deepEqual(idsOf(await collect(store.read(stream))), idsOf(kept));
  },

  'a conflict does not undo appends made beside it': async ({ store }) => {
    const taken = freshStream();
    await appended(store, taken, [anEvent()]);
    const streams = Array.from({ length: 8 }, freshStream);
    await Promise.all(
      streams.flatMap((stream) => [appended(store, stream, someEvents(2), 'none'), conflicting(store, taken, someEvents(2), 'none', 0)]),
    );
    for (const stream of streams) assert.equal((await collect(store.read(stream))).length, 2);
    assert.equal((await collect(store.read(taken))).length, 1);
  },

  'of many at once that expect no event exactly one wins': (subject) => oneWins(subject, freshStream(), 'none'),

  'of many at once that expect the same revision exactly one wins': async (subject) => {
    const stream = freshStream();
    await appended(subject.store, stream, [anEvent()]);
    await oneWins(subject, stream, 0);
  },
});
