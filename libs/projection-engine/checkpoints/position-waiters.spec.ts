import { describe, expect, it } from '@jest/globals';
import { heldBy } from '#testing/garbage.js';
import type { ProjectionState } from '../daemon/states/projection-state.js';
import { PositionWaiters } from './position-waiters.js';

const behind = { position: '1', current: true, state: 'following' } as ProjectionState;
const never = new AbortController().signal;
const LONG = 3_000;

describe('quiet in the position waiters', () => {
  it('ends when somebody comes', async () => {
    const waiters = new PositionWaiters();
    const startedAt = performance.now();
    const quiet = waiters.quiet(LONG, never);
    const waiting = waiters.wait('2', [behind], LONG);
    await quiet;
    expect(performance.now() - startedAt).toBeLessThan(LONG / 2);
    waiters.close();
    expect(await waiting).toBe('pending');
  });

  it('is not kept while somebody waits', async () => {
    const waiters = new PositionWaiters();
    const startedAt = performance.now();
    const waiting = waiters.wait('2', [behind], LONG);
    await waiters.quiet(LONG, never);
    expect(performance.now() - startedAt).toBeLessThan(LONG / 2);
    waiters.close();
    expect(await waiting).toBe('pending');
  });

  it('lasts when nobody has to wait', async () => {
    const waiters = new PositionWaiters();
    let over = false;
    const stopping = new AbortController();
    const quiet = waiters.quiet(LONG, stopping.signal).then(() => (over = true));
    expect(await waiters.wait('1', [behind], LONG)).toBe('passed');
    expect(over).toBe(false);
    stopping.abort();
    await quiet;
  });

  it('leaves nothing on the signal, however often it was kept', async () => {
    const waiters = new PositionWaiters();
    const { signal } = new AbortController();
    for (let n = 0; n < 20; n++) await waiters.quiet(0, signal);
    expect(heldBy(signal)).toBe(0);
  });
});
