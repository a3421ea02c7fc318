import assert from 'node:assert/strict';
import { MAXIMUM_APPEND_BYTES } from '../../store/append-size.js';
import { canonicalJson } from '../../canonical-json.js';
import type { NewEvent } from '../../event.js';
import type { EventStore } from '../../store/event-store.js';
import { checks } from './check.js';
import { appended, collect, rejectsWith } from './observe.js';
import { anEvent, someEvents } from '../an-event.js';
import { freshStream } from './fresh-stream.js';

async function comesBack(store: EventStore, data: object): Promise<void> {
  const stream = freshStream();
  const event = anEvent(data);
  await appended(store, stream, [event], 'none');
  const [read] = await collect(store.read(stream));
  assert.deepEqual(read?.data, data);
  assert.deepEqual(read?.metadata, event.metadata);
  // If the adapter returns the stored text, it must be the canonical one.
  if (read.json !== undefined) assert.deepEqual(read.json, { data: canonicalJson(data), metadata: canonicalJson(event.metadata) });
}

/** An event padded with text so that all these events together have the given size in bytes. */
function filledTo(bytes: number, ...others: readonly NewEvent[]): NewEvent {
  const weight = ({ type, data, metadata }: NewEvent): number =>
    Buffer.byteLength(canonicalJson(data)) + Buffer.byteLength(canonicalJson(metadata)) + 2 * type.length;
  const empty = anEvent({ text: '' });
  return { ...empty, data: { text: 'x'.repeat(bytes - [empty, ...others].reduce((sum, event) => sum + weight(event), 0)) } };
}

const nested = (depth: number): object => (depth === 0 ? { end: [] } : { inside: [nested(depth - 1)] });

export const payloadChecks = checks('payload', {
  unicode: ({ store }) =>
    comesBack(store, {
      数字化转型: '领导力、文化、流程与技术 “四维” 缺一不可',
      emoji: '🛳️👩🏽‍🚀',
      combining: 'e\u0301 \u00e9',
      rightToLeft: 'שלום',
      separators: '\u2028\u2029\u0085',
      controls: '\u0001\t\r\n"\\/',
    }),

  'an empty object': ({ store }) => comesBack(store, {}),

  'values of every kind, in any order of members': ({ store }) =>
    comesBack(store, {
      z: null,
      a: [true, false, [], {}, '', 0],
      numbers: [1e21, 1e-7, 0.1, -1.5, Number.MAX_SAFE_INTEGER, 5e-324],
      '10': 'ten',
      '9': 'nine',
    }),

  nesting: ({ store }) => comesBack(store, nested(60)),

  '900 kB of data': ({ store }) => comesBack(store, { text: 'x'.repeat(450_000), 文: '文'.repeat(150_000) }),

  'the limit is the same to the byte, for one event and for those of an append together': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, [filledTo(MAXIMUM_APPEND_BYTES)], 'none');
    const other = anEvent({ 文: '文'.repeat(1_000) });
    await rejectsWith('EVENT_TOO_LARGE', store.append(stream, [filledTo(MAXIMUM_APPEND_BYTES + 1)], { expectedRevision: 0 }));
    await rejectsWith('EVENT_TOO_LARGE', store.append(stream, [other, filledTo(MAXIMUM_APPEND_BYTES + 1, other)], { expectedRevision: 0 }));
    assert.equal((await appended(store, stream, [other, filledTo(MAXIMUM_APPEND_BYTES, other)], 0)).revision, 2);
    assert.equal((await collect(store.read(stream))).length, 3);
  },

  'over the limit: refused with a clear error, and nothing of the batch is stored': async ({ store }) => {
    const stream = freshStream();
    await appended(store, stream, [anEvent()]);
    const large = anEvent({ text: 'x'.repeat(1_100_000) });
    const halves = [anEvent({ text: 'x'.repeat(600_000) }), anEvent({ text: '文'.repeat(200_000) })];
    await rejectsWith('EVENT_TOO_LARGE', store.append(stream, [large], { expectedRevision: 0 }));
    await rejectsWith('EVENT_TOO_LARGE', store.append(stream, [anEvent(), large, anEvent()], { expectedRevision: 'any' }));
    await rejectsWith('EVENT_TOO_LARGE', store.append(stream, halves, { expectedRevision: 'any' }));
    assert.equal((await appended(store, stream, someEvents(2), 0)).revision, 2);
    assert.equal((await collect(store.read(stream))).length, 3);
  },
});
