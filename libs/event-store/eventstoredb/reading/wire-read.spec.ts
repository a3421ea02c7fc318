import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deadlines } from '../client/deadlines.js';
import { at, scripted } from '../testing/scripted-wire.js';
import { WireRead } from './wire-read.js';

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

type Script = Parameters<typeof scripted>[1];

function following(...script: Script) {
  const log = scripted(deadlines, ['confirmation', ...script]);
  return { log, read: WireRead.subscription(log.connection, 'start', 'ours_'), tell: log.tell, connection: log.connection };
}

/** The numbers of the events of an item, or the item itself. */
async function next(read: WireRead): Promise<number[] | string> {
  const item = await read.next(deadlines.callMs);
  return typeof item === 'string' ? item : item.map(({ event }) => Number(event!.revision));
}

afterEach(() => {
  jest.useRealTimers();
});

describe('a read of the wire', () => {
  it('tells of the head where it lies among the events, whatever the buffer holds', async () => {
    const { read } = following(...numbers(0, 900), 'caughtUp', ...numbers(900, 1_200));
    const seen: (number | string)[] = [];
    while (seen.length < 1_201) seen.push(...[await next(read)].flat());
    expect(seen).toEqual([...numbers(0, 900), 'caughtUp', ...numbers(900, 1_200)]);
  });

  it('gives no more than 1,000 events at once', async () => {
    const { read } = following(...numbers(0, 2_500));
    const pages: number[] = [];
    for (let left = 2_500; left > 0; left -= pages.at(-1)!) pages.push((await next(read)).length);
    expect(Math.max(...pages)).toBe(1_000);
  });

  it('proves nothing beyond events that have not been taken yet', async () => {
    const { read } = following(...numbers(0, 1_400), { checkpoint: 1_399 }, ...numbers(1_400, 1_500), { checkpoint: 9_000 });
    for (let last = 0; last < 1_499;) {
      last = ((await next(read)) as number[]).at(-1)!;
      expect(read.provenBeyond(at(last))).toEqual(at(last === 1_499 ? 9_000 : last));
    }
  });

  it('proves nothing less than was known', async () => {
    const { read } = following({ checkpoint: 5 }, 'caughtUp');
    expect(await next(read)).toBe('caughtUp');
    expect(read.provenBeyond('start')).toEqual(at(5));
    expect(read.provenBeyond(at(4))).toEqual(at(5));
    expect(read.provenBeyond(at(7))).toEqual(at(7));
  });

  it('is not live any more once the server has fallen behind, until it has caught up again', async () => {
    const { read, tell } = following(1, 'caughtUp');
    expect([await next(read), read.isLive]).toEqual([[1], false]);
    expect([await next(read), read.isLive]).toEqual(['caughtUp', true]);
    tell(2, 'fellBehind');
    expect([await next(read), read.isLive]).toEqual([[2], false]);
    tell(3, 'caughtUp', 4, 'fellBehind', 5);
    expect(await next(read)).toEqual([3, 4, 5]);
    tell('caughtUp');
    expect([await next(read), read.isLive]).toEqual(['caughtUp', true]);
  });

  it('tells of the head while it is waited for', async () => {
    const { read, tell } = following();
    const waiting = next(read);
    await nextTurn();
    tell('caughtUp');
    expect(await waiting).toBe('caughtUp');
  });

  it('gives what came before an error, then the first error', async () => {
    const { read } = following(1, 2, new Error('gone'), new Error('cancelled'));
    expect(await next(read)).toEqual([1, 2]);
    await expect(next(read)).rejects.toThrow('gone');
  });

  it('waits for the confirmation as long as for any answer, and then for as long as nothing happens', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const { connection, tell } = scripted(deadlines, [], []);
    const silent = WireRead.subscription(connection, 'start', 'ours_').next(deadlines.callMs);
    const refused = expect(silent).rejects.toMatchObject({ unanswered: true });
    await jest.advanceTimersByTimeAsync(deadlines.callMs);
    await refused;
    const waiting = WireRead.subscription(connection, 'start', 'ours_').next(deadlines.callMs);
    await jest.advanceTimersByTimeAsync(deadlines.callMs - 1);
    tell('confirmation');
    await jest.advanceTimersByTimeAsync(3_600_000);
    tell(1);
    expect(await waiting).toHaveLength(1);
  });

  it('ends when it is left, once, on the server too, and nothing of it stays behind', async () => {
    const { log, connection, read } = following(1);
    const onLeft = jest.fn(() => Promise.resolve());
    log.onLeft = onLeft;
    expect([connection.held, getEventListeners(connection.closed, 'abort').length]).toEqual([1, 1]);
    await next(read);
    const waiting = next(read);
    await Promise.all([read.leave(), read.leave()]);
    await expect(waiting).rejects.toThrow('dropped');
    expect([connection.held, getEventListeners(connection.closed, 'abort').length]).toEqual([0, 0]);
    expect(onLeft).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Promise<void>]>([
    ['not made yet', () => new Promise(() => undefined)],
    ['never made', () => Promise.reject(new Error('Failed to discover'))],
  ])('is left in time where its call was %s', async (_, onLeft) => {
    const { log, read } = following();
    log.onLeft = onLeft;
    await read.leave();
  });
});
