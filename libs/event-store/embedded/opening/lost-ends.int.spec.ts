import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { copyFileSync } from 'node:fs';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import { collect, rejectsWith } from '#testing/event-sourcing/contract/observe.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from '../embedded-event-store.js';
import { edit, eventFileOf } from '../testing/changed.js';

const whole = temporaryFolder();
let place: ReturnType<typeof temporaryFolder>;
let store: EmbeddedEventStore;

const append = (stream: string) => store.append(stream, someEvents(1), { expectedRevision: 'any' });
const open = (acceptLoss = false): void => void (store = openEmbeddedEventStore(place.folder, { acceptLoss }));

/** Positions 1 to 4: `before`, then three events of `lost`; 5: `after`; 6: `gone`; 7: `after`. */
beforeAll(async () => {
  const made = openEmbeddedEventStore(whole.folder);
  for (const stream of ['before', 'lost', 'lost', 'lost', 'after', 'gone', 'after'])
    await made.append(stream, someEvents(1), { expectedRevision: 'any' });
  await made.close();
});
afterAll(() => whole.remove());
beforeEach(() => {
  place = temporaryFolder();
  copyFileSync(eventFileOf(whole.folder), eventFileOf(place.folder));
});
afterEach(async () => {
  await store.close();
  place.remove();
});

it('takes nothing on a stream that may have lost its last event, as long as nobody knows which one it was', async () => {
  edit(place.folder, 'delete from events where position = 4');
  open();
  // A stream that continued after the missing event is intact: its revisions have no gap.
  expect(await append('after')).toMatchObject({ ok: true, revision: 2 });
  for (const stream of ['before', 'lost', 'new']) await expect(append(stream)).rejects.toMatchObject({ code: 'EVENT_DAMAGED' });
  await expect(append('lost')).rejects.toThrow(/position 0*4 .*--accept-loss/s);
  await expect(store.appendAll([{ stream: 'lost', events: someEvents(1), expectedRevision: 'any' }])).rejects.toThrow(/position 0*4 /);
  expect(await collect(store.read('before'))).toHaveLength(1);
});

it('refuses only the stream whose last event it was, once somebody has named it', async () => {
  edit(place.folder, 'delete from events where position = 4');
  open();
  store.report(new EventDamagedError({ kind: 'GAP', position: '0000000000000004', stream: 'lost', revision: 2 }));
  for (const stream of ['before', 'new']) expect(await append(stream)).toMatchObject({ ok: true });
  await expect(append('lost')).rejects.toThrow(/position 0*4, stream lost, revision 2 .*--accept-loss/s);
  // A command must not fold the truncated stream as if it were complete.
  await rejectsWith('EVENT_DAMAGED', collect(store.read('lost')));
  expect((await collect(store.read('lost', { limit: 2 }))).map(({ revision }) => revision)).toEqual([0, 1]);
  expect(store.damage.map(({ message }) => message)).toEqual([expect.stringContaining('stream lost')]);
});

it('an event missing from the middle of a stream keeps nobody else from working', async () => {
  edit(place.folder, 'delete from events where position = 3');
  open();
  for (const stream of ['before', 'new']) expect(await append(stream)).toMatchObject({ ok: true });
});

it('goes on when an operator accepts it, fills the places with what says so, and is whole from then on', async () => {
  edit(place.folder, `delete from events where position in (3, 4, 6)`);
  open(true);
  expect(store.damage).toEqual([]);
  expect(await append('lost')).toMatchObject({ ok: true, revision: 1 });
  await store.close();
  open();
  expect(store.damage).toEqual([]);
  const events = await collect(store.readAll());
  expect(events.map(({ stream }) => stream)).toEqual([
    'before',
    'lost',
    'lost-0000000000000003',
    'lost-0000000000000004',
    'after',
    'lost-0000000000000006',
    'after',
    'installation',
    'lost',
  ]);
  const losses = [
    { kind: 'EVENTS_MISSING', from: '0000000000000003', to: '0000000000000004' },
    { kind: 'EVENTS_MISSING', from: '0000000000000006', to: '0000000000000006' },
  ];
  expect(events[7]).toMatchObject({ type: 'LossAccepted', revision: 0, data: { losses } });
  expect(events[3]).toMatchObject({ type: 'LossAccepted', revision: 0, data: { losses: [losses[0]] } });
});

it('what is missing from the middle of a stream cannot be accepted: that stream would be something else', async () => {
  edit(place.folder, 'delete from events where position in (3, 6)');
  open(true);
  expect(store.damage).toHaveLength(2);
  await expect(append('gone')).rejects.toMatchObject({ code: 'EVENT_DAMAGED' });
  expect((await collect(store.read('installation'))).length).toBe(0);
});
