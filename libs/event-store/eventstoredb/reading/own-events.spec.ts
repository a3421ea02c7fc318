import { describe, expect, it } from '@jest/globals';
import { someMetadata } from '#testing/event-sourcing/an-event.js';
import { OwnEvents } from './own-events.js';

const metadata = someMetadata();

const ours = {
  id: '1',
  streamId: 'ours_program-1',
  revision: 3n,
  type: 'Unheard',
  isJson: true,
  data: { a: 1 },
  metadata: metadata as unknown,
  position: { commit: 7n, prepare: 7n },
  created: new Date(0),
};

const among = (own: OwnEvents, ...changes: object[]): unknown[] =>
  own.among(changes.map((change) => ({ event: { ...ours, ...change } as never })));

describe('an event of the cluster', () => {
  it('is ours under our prefix with our metadata, whatever its type, and named without the prefix', () => {
    const own = new OwnEvents('ours_');
    expect(among(own, {})).toEqual([
      {
        id: '1',
        stream: 'program-1',
        revision: 3,
        type: 'Unheard',
        data: { a: 1 },
        metadata,
        position: `${'7'.padStart(20, '0')}:${'7'.padStart(20, '0')}`,
      },
    ]);
    expect(own.passedOver).toBe(0);
  });

  it.each(['theirs_program-1', 'not_ours_program-1', '$$ours_program-1', 'our'])('of %s is none of ours, and not counted', (streamId) => {
    const own = new OwnEvents('ours_');
    expect(among(own, { streamId })).toEqual([]);
    expect(own.passedOver).toBe(0);
  });

  it.each<[string, object]>([
    ['without metadata', { metadata: undefined }],
    ['with metadata that is no JSON', { metadata: new Uint8Array([1]) }],
    ...Object.keys(metadata).map((name): [string, object] => [`without ${name}`, { metadata: { ...metadata, [name]: undefined } }]),
    ['with a time that is a number', { metadata: { ...metadata, occurredAt: 7 } }],
    ['with broken JSON', { data: '{"a":' }],
    ['with a list for data', { data: [1] }],
    ['with null for data', { data: null }],
    ['that is binary', { isJson: false, data: new Uint8Array([1]) }],
  ])('under our prefix %s is passed over and counted', (_, change) => {
    const own = new OwnEvents('ours_');
    expect(among(own, change, {})).toHaveLength(1);
    expect(own.passedOver).toBe(1);
  });

  it('is counted once, however often it is read', () => {
    const own = new OwnEvents('ours_');
    for (let n = 0; n < 3; n++) among(own, { data: 1 }, { data: 1, revision: 4n }, { data: 1, streamId: 'ours_program-2' });
    expect(own.passedOver).toBe(3);
  });

  it('is counted up to a number at which something is plainly wrong', () => {
    const own = new OwnEvents('ours_');
    for (let n = 0; n < 10_005; n++) among(own, { data: 1, revision: BigInt(n) });
    expect(own.passedOver).toBe(10_000);
  });
});
