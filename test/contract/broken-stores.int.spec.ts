import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { eventStoreChecks } from '#testing/event-sourcing/event-store-checks.js';
import { embeddedSubject } from '../support/embedded-subject.js';
import * as broken from './broken-stores.js';

const deadlineMs = 250;

/** The names of the contract's clauses that a store breaks. */
async function brokenClauses(plant: (honest: EventStore) => EventStore, names?: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name, run } of eventStoreChecks.filter((check) => names?.includes(check.name) ?? true)) {
    const { store, reopen, held, cleanUp } = await embeddedSubject();
    const again = async (): Promise<EventStore> => plant(await reopen!());
    await run({ store: plant(store), reopen: again, held: held!, deadlineMs }).catch(() => found.push(name));
    await cleanUp?.();
  }
  return found;
}

describe('the event store contract', () => {
  it('finds fault with a store that does nothing, in all but what it asks of an empty one', async () => {
    const found = await brokenClauses(broken.storeThatDoesNothing);
    const passed = eventStoreChecks.map(({ name }) => name).filter((name) => !found.includes(name));
    expect(passed).toEqual([
      'read: a missing stream has no events, in either direction',
      'close: twice is no error',
      'close: settles the appends under way',
    ]);
  });

  it.each<[string, Parameters<typeof broken.planted>[1], string[]]>([
    [
      'loses the last event of a batch',
      broken.losesTheLastOfABatch,
      ['append: gives back what was appended', 'append: numbers a stream from 0, without gaps'],
    ],
    [
      'loses the first live event',
      broken.losesTheFirstLiveEvent,
      ['subscribe: from the start, then live', 'subscribe: from the head: caught up at once, then live'],
    ],
    ['stores an event twice', broken.storesTwice, ['append: gives back what was appended', 'readAll: from the start']],
    [
      'subscribes inclusively',
      broken.subscribesInclusively,
      [
        'subscribe: from a position, exclusive',
        'subscribe: resumed from the last position again and again: nothing lost, doubled or out of order',
      ],
    ],
    [
      'ignores the expected revision',
      broken.ignoresTheExpectation,
      [
        'expected revision: none: refused where there are events',
        'expected revision: exists: refused where there is no event',
        'expected revision: a revision: refused below and above the last one',
        'expected revision: a revision: refused where there is no event',
        'expected revision: of many at once that expect no event exactly one wins',
        'expected revision: of many at once that expect the same revision exactly one wins',
      ],
    ],
    [
      'looks at the expected revision and appends later',
      broken.checksTheExpectationTooEarly,
      [
        'expected revision: of many at once that expect no event exactly one wins',
        'expected revision: of many at once that expect the same revision exactly one wins',
      ],
    ],
    ['reads a stream in the wrong order', broken.readsInTheWrongOrder, ['append: gives back what was appended', 'read: with a limit']],
    [
      'reads all in the wrong order',
      broken.readsAllInTheWrongOrder,
      ['readAll: from the start', 'readAll: is gapless and in order while others append'],
    ],
    [
      'follows in the wrong order',
      broken.followsInTheWrongOrder,
      ['subscribe: from the start, then live', 'subscribe: several at once see the same'],
    ],
    [
      'stores a batch event by event',
      broken.storesHalfABatch,
      [
        'append: stores a batch as a whole or not at all',
        'payload: over the limit: refused with a clear error, and nothing of the batch is stored',
      ],
    ],
    [
      'knows no repeat',
      broken.knowsNoRepeat,
      [
        'repeat: of the first append gives the first result and stores nothing',
        'repeat: at a revision gives the first result and stores nothing',
      ],
    ],
    ['answers a repeat with the head', broken.answersARepeatWithTheHead, ['repeat: gives the first result however much came after it']],
    ['gives positions of any width', broken.givesPositionsWithoutWidth, ['append: gives positions of one width that sort as text']],
    ['ignores limits', broken.ignoresTheLimit, ['read: with a limit', 'readAll: with a limit, page after page']],
    ['never says that it caught up', broken.neverMarks, ['subscribe: marks once whenever it reaches the head']],
    ['says twice that it caught up', broken.marksTwice, ['subscribe: marks once whenever it reaches the head']],
    [
      'keeps a subscription that was left',
      broken.keepsWhatWasLeft,
      ['break: of a subscription that waits ends the wait and frees what it held'],
    ],
    [
      'shortens a large text',
      broken.shortensLargeText,
      ['payload: 900 kB of data', 'payload: over the limit: refused with a clear error, and nothing of the batch is stored'],
    ],
    [
      'calls damaged what it read',
      broken.callsWhatItReadDamaged,
      ['soundness: what was appended and read is not called damaged', 'soundness: damage that was met elsewhere is told, each place once'],
    ],
    [
      'forgets the damage that it is told of',
      broken.forgetsWhatWasReported,
      ['soundness: damage that was met elsewhere is told, each place once'],
    ],
    ['stores what it tries', broken.storesWhatItTries, ['soundness: trying to write stores no event and changes no revision']],
    ['never closes', broken.neverCloses, ['close: then any use is refused', 'close: wakes a subscription that waits, and refuses it']],
  ])('finds fault with a store that %s', async (_, fault, clauses) => {
    expect(await brokenClauses((honest) => broken.planted(honest, fault), clauses)).toEqual(clauses);
  });

  it('finds fault with a store that forgets when it is opened anew', async () => {
    const empty = (await embeddedSubject()).store;
    for (const { name, run } of eventStoreChecks.filter((check) => check.name.startsWith('reopened'))) {
      const { store, cleanUp } = await embeddedSubject();
      await expect(run({ store, reopen: async () => empty, deadlineMs }).then(() => name)).rejects.toThrow();
      await cleanUp?.();
    }
    await empty.close();
  });
});
