import { describe, expect, it } from '@jest/globals';
import { heldBy } from '../../../test/support/garbage.js';
import type { Follower } from './follower.js';
import { WaitingRoom } from './waiting-room.js';

const behind = { position: '1', current: true, state: 'following' } as Follower;
const never = new AbortController().signal;
const LONG = 3_000;

describe('quiet in the waiting room', () => {
  it('ends when somebody comes', async () => {
    const room = new WaitingRoom();
    const startedAt = performance.now();
    const quiet = room.quiet(LONG, never);
    const waiting = room.wait('2', [behind], LONG);
    await quiet;
    expect(performance.now() - startedAt).toBeLessThan(LONG / 2);
    room.close();
    expect(await waiting).toBe('pending');
  });

  it('is not kept while somebody waits', async () => {
    const room = new WaitingRoom();
    const startedAt = performance.now();
    const waiting = room.wait('2', [behind], LONG);
    await room.quiet(LONG, never);
    expect(performance.now() - startedAt).toBeLessThan(LONG / 2);
    room.close();
    expect(await waiting).toBe('pending');
  });

  it('lasts when nobody has to wait', async () => {
    const room = new WaitingRoom();
    let over = false;
    const stopping = new AbortController();
    const quiet = room.quiet(LONG, stopping.signal).then(() => (over = true));
    expect(await room.wait('1', [behind], LONG)).toBe('passed');
    expect(over).toBe(false);
    stopping.abort();
    await quiet;
  });

  it('leaves nothing on the signal, however often it was kept', async () => {
    const room = new WaitingRoom();
    const { signal } = new AbortController();
    for (let n = 0; n < 20; n++) await room.quiet(0, signal);
    expect(heldBy(signal)).toBe(0);
  });
});
