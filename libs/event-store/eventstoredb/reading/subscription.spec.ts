import { describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import type { Connection } from '../client/connection.js';
import { OwnEvents } from './own-events.js';
import { positionOf } from './position.js';
import { Subscription } from './subscription.js';
import { at, scripted } from '../testing/scripted-wire.js';

const deadlines = { callMs: 1_000, totalMs: 1_000, retries: { firstMs: 1, longestMs: 2 } };

function following(...scripts: Parameters<typeof scripted>[1][]) {
  const log = scripted(deadlines, ...scripts.map((script): typeof script => ['confirmation', ...script]));
  const { from, tell } = log;
  const subscription = new Subscription(log.connection, new OwnEvents('ours_'), undefined);
  /** The numbers of the events delivered, or the caught-up marker. */
  const next = async (): Promise<number[] | string> => {
    const { value } = await subscription.next();
    return typeof value === 'string' ? value : value!.map(({ revision }) => revision);
  };
  return { log, subscription, next, from, tell };
}

const broken = new Error('Channel has been shut down');

describe('a subscription that breaks off', () => {
  it('goes on after the last event that was handed over', async () => {
    const { log, next, from } = following([1, 2, broken], [3, 'caughtUp']);
    log.head = 2;
    expect([await next(), await next(), await next()]).toEqual([[1, 2], [3], 'caughtUp']);
    expect(from).toEqual(['start', at(2)]);
  });

  it('in the middle of a long search among other people’s events goes on where the server had come to', async () => {
    const { next, from } = following([{ checkpoint: 5_000 }, broken], [{ checkpoint: 9_000 }, broken], [9_500, 'caughtUp']);
    expect([await next(), await next()]).toEqual([[9_500], 'caughtUp']);
    expect(from).toEqual(['start', at(5_000), at(9_000)]);
  });

  it('never goes on beyond an event that was not handed over', async () => {
    const many = Array.from({ length: 1_200 }, (_, n) => n);
    const { subscription, next, from } = following([...many, { checkpoint: 5_000 }, broken], [1_200]);
    expect(((await next()) as number[]).at(-1)).toBe(999);
    expect(((await next()) as number[]).at(-1)).toBe(1_199);
    expect(await next()).toEqual([1_200]);
    expect(from).toEqual(['start', at(5_000)]);
    await subscription.return();
  });

  it('goes on from the head where a checkpoint lies beyond it: where the next event will be, or what an older copy has lost', async () => {
    const { log, next, from } = following([3, { checkpoint: 9_000 }, broken], [5_001]);
    log.head = 5_000;
    expect([await next(), await next()]).toEqual([[3], [5_001]]);
    expect(from).toEqual(['start', at(5_000)]);
  });

  it('goes on from the start of a log that has been emptied, where nothing was handed over yet', async () => {
    const { log, next, from } = following([{ checkpoint: 9_000 }, broken], [1]);
    log.head = undefined;
    expect(await next()).toEqual([1]);
    expect(from).toEqual(['start', 'start']);
  });

  it.each([2, undefined])('ends where the last event is not in the log that has come back (its last is %s)', async (head) => {
    const { log, next } = following([1, 2, 3, broken]);
    log.head = head;
    expect(await next()).toEqual([1, 2, 3]);
    await expect(next()).rejects.toMatchObject({ code: 'STALE_POSITION' });
  });

  it('gives the marker again only after events', async () => {
    const { next, from, tell } = following(['caughtUp', broken], ['caughtUp']);
    expect(await next()).toBe('caughtUp');
    const waiting = next();
    while (from.length < 2) await nextTurn();
    tell(7);
    expect([await waiting, await next()]).toEqual([[7], 'caughtUp']);
  });
});

describe('the marker', () => {
  it('comes whenever all that came has been handed over', async () => {
    const { next, tell } = following([1, 'caughtUp']);
    expect([await next(), await next()]).toEqual([[1], 'caughtUp']);
    tell(2, 3);
    expect([await next(), await next()]).toEqual([[2, 3], 'caughtUp']);
  });

  it('does not come while the server has fallen behind, though nothing is at hand', async () => {
    const { next, tell } = following([1, 'caughtUp']);
    expect([await next(), await next()]).toEqual([[1], 'caughtUp']);
    tell(2, 'fellBehind');
    expect(await next()).toEqual([2]);
    const waiting = next();
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    tell(3);
    expect(await waiting).toEqual([3]);
    tell('caughtUp');
    expect(await next()).toBe('caughtUp');
  });
});

it('a reader that was slow is told of the head by the server, not by its empty hands', async () => {
  const many = Array.from({ length: 600 }, (_, n) => n);
  const { next, from, tell } = following(['caughtUp'], [...many, 'caughtUp']);
  expect(await next()).toBe('caughtUp');
  tell(...many);
  expect([await next(), await next()]).toEqual([many, 'caughtUp']);
  expect(from).toEqual(['start', 'start']);
});

describe('a subscription that is left while it asks for the head', () => {
  const left = async (answer: (head: Readable) => void) => {
    const { connection, from } = scripted(deadlines, []);
    const head = Object.assign(new Readable({ objectMode: true, read: () => undefined }), { cancel: () => Promise.resolve() });
    connection.client.readAll = () => head;
    const subscription = new Subscription(connection, new OwnEvents('ours_'), positionOf(at(1)));
    const waiting = subscription.next();
    await subscription.return();
    answer(head);
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect([connection.held, from]).toEqual([0, []]);
  };

  it('begins nothing when the answer comes', () => left((head) => head.push({ event: { position: at(2) } })));

  it('ends when there is none', () => left((head) => head.emit('error', new EventStoreError('STORE_UNAVAILABLE', 'refused'))));
});

it('hands over no empty page for what is none of ours', async () => {
  const { connection } = scripted(deadlines, ['confirmation', 1, 'caughtUp']);
  const subscription = new Subscription(connection, new OwnEvents('others_'), undefined);
  expect(await subscription.next()).toMatchObject({ value: 'caughtUp' });
});

describe('a subscription that pauses between two tries', () => {
  const patiently = { ...deadlines, retries: { firstMs: 600_000, longestMs: 600_000 } };

  it.each<[string, (subscription: Subscription, connection: Connection) => Promise<unknown>, object]>([
    ['it is left', (subscription) => subscription.return(), { status: 'fulfilled', value: { done: true } }],
    [
      'the store is closed',
      (_, connection) => connection.close(() => Promise.resolve()),
      { status: 'rejected', reason: { code: 'STORE_CLOSED' } },
    ],
  ])('ends at once when %s', async (_, end, outcome) => {
    const { connection } = scripted(patiently, ['confirmation', broken]);
    const subscription = new Subscription(connection, new OwnEvents('ours_'), undefined);
    const waiting = Promise.allSettled([subscription.next()]);
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    await end(subscription, connection);
    expect(await waiting).toMatchObject([outcome]);
  });
});
