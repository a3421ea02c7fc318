import assert from 'node:assert/strict';
import { EventDamagedError } from '../../store/event-damaged.js';
import { checks } from './check.js';
import { appended, assertInOrder, collect, idsOf, ofStreams } from './observe.js';
import { anEvent, someEvents } from '../an-event.js';
import { freshStream } from './fresh-stream.js';

/** Checks how a store reports damage. A store whose servers take care of their data reports nothing. */
export const soundnessChecks = checks('soundness', {
  'what was appended and read is not called damaged': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, someEvents(3));
    assert.equal((await collect(store.read(stream))).length, 3);
    assert.deepEqual([...(store.damage ?? [])], []);
  },

  'damage that was met elsewhere is told, each place once': async ({ store }) => {
    if (store.report === undefined) return;
    const damaged = (position: string): EventDamagedError => new EventDamagedError({ kind: 'CHECKSUM', position });
    for (const position of ['0000000000000001', '0000000000000002', '0000000000000001']) store.report(damaged(position));
    const told = (store.damage ?? []).map(({ message }) => message).sort();
    assert.deepEqual(told, [damaged('0000000000000001').message, damaged('0000000000000002').message]);
  },

  'trying to write stores no event and changes no revision': async ({ store }) => {
    const stream = freshStream();
    const events = [anEvent(), anEvent()];
    const first = await appended(store, stream, [events[0]!], 'none');
    const before = (await collect(store.readAll())).length;
    await store.probe?.();
    await store.probe?.();
    assert.equal((await collect(store.readAll())).length, before);
    const next = await appended(store, stream, [events[1]!], first.revision);
    const read = ofStreams(await collect(store.readAll()), stream);
    assert.deepEqual(idsOf(read), idsOf(events));
    assertInOrder(read);
    assert.ok(next.position > first.position);
  },
});
