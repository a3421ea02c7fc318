import { expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import { aStoredEvent } from '#testing/event-sourcing/an-event.js';
import type { Views } from '#projection-engine/daemon/views.js';
import { LIMITS } from '../limits/limits.js';
import { Changes, type WaitingChange } from './changes.js';

let tell: (events: readonly StoredEvent[]) => void;
let stopped = 0;
const views = {
  onApplied: (listener: typeof tell) => {
    tell = listener;
    return () => void stopped++;
  },
} as unknown as Views;

const listen = (): AsyncIterableIterator<WaitingChange> =>
  new Changes(views).of(
    ({ stream }) => stream !== 'other',
    ({ stream }) => stream,
  );

async function taken(changes: AsyncIterator<WaitingChange>): Promise<[string, number]> {
  const { stream, revision } = ((await changes.next()).value as WaitingChange).take();
  return [stream, revision];
}

it('of changes that wait, the latest about each thing is told, in the order in which the things changed first', async () => {
  const changes = listen();
  tell([aStoredEvent('a', 1), aStoredEvent('b', 1), aStoredEvent('other', 1)]);
  tell([aStoredEvent('a', 2)]);
  expect(await taken(changes)).toEqual(['a', 2]);
  expect(await taken(changes)).toEqual(['b', 1]);
});

it('a change that came after another was announced and before it was taken is told in its place', async () => {
  const changes = listen();
  tell([aStoredEvent('a', 1)]);
  const announced = (await changes.next()).value as WaitingChange;
  tell([aStoredEvent('a', 2)]);
  expect(announced.take().revision).toBe(2);
  tell([aStoredEvent('a', 3)]);
  expect(await taken(changes)).toEqual(['a', 3]);
});

it('when too many different things have changed unread, those are told, and then that there were more', async () => {
  const changes = listen();
  for (let n = 0; n < LIMITS.waitingChanges; n++) tell([aStoredEvent(`a${n}`, 1)]);
  // Only the first change of a subject needs room in the queue.
  tell([aStoredEvent('a0', 2)]);
  tell([aStoredEvent('one too many', 1)]);
  expect(await taken(changes)).toEqual(['a0', 2]);
  for (let n = 1; n < LIMITS.waitingChanges; n++) expect(await taken(changes)).toEqual([`a${n}`, 1]);
  await expect(changes.next()).rejects.toThrow('SUBSCRIPTION_TOO_SLOW');
  expect((await changes.next()).done).toBe(true);
});

it('whoever leaves listens no longer, also while they wait', async () => {
  const changes = listen();
  const waiting = changes.next();
  const before = stopped;
  await changes.return!();
  expect(stopped).toBe(before + 1);
  expect((await waiting).done).toBe(true);
});
