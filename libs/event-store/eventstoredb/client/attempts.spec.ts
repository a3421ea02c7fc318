import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pauseAfter } from '#async/retry.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { Attempts } from './attempts.js';
import { Outage } from './call-failure.js';
import type { Connection } from './connection.js';
import { deadlines } from './deadlines.js';

const closing = new AbortController();
const channel = (name: string) => ({ name, close: () => undefined, getConnectivityState: () => 2 });

interface Fake {
  readonly deadlines: typeof deadlines;
  readonly closed: AbortSignal;
  channel: ReturnType<typeof channel> | undefined;
  readonly abandon: jest.Mock;
}

let connection: Fake;

const tries = (totalMs?: number, signal?: AbortSignal): Attempts =>
  new Attempts(connection as unknown as Connection, totalMs, signal && [signal]);

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  connection = { deadlines, closed: closing.signal, channel: channel('first'), abandon: jest.fn() };
});

afterEach(() => {
  jest.useRealTimers();
});

/** Lets exactly the pause after one failed attempt pass. */
async function paused(failed: Promise<void>): Promise<void> {
  let settled = false;
  const watched = failed.finally(() => (settled = true));
  watched.catch(() => undefined);
  await Promise.resolve();
  while (!settled) await jest.advanceTimersToNextTimerAsync();
  await watched;
}

/** Fails repeatedly, each attempt after `eachMs` or at its time limit. @returns the total milliseconds until the attempts are given up */
async function givenUpAfter(attempts: Attempts, eachMs: number): Promise<number> {
  const startedAt = performance.now();
  for (let n = 0; n < 200; n++) {
    jest.advanceTimersByTime(Math.min(eachMs, attempts.ms));
    const at = performance.now();
    const gaveUp = await paused(attempts.after(new Outage('gone'))).then(
      () => false,
      () => true,
    );
    if (gaveUp) return at - startedAt;
  }
  return Infinity;
}

describe('the pause before another try', () => {
  it('doubles up to a limit, and is anything from half of that on', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((attempt) => pauseAfter(attempt, deadlines.retries, () => 1));
    expect(longest).toEqual([50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]);
    expect(longest.map((_, i) => pauseAfter(i + 1, deadlines.retries, () => 0) * 2).slice(0, 8)).toEqual(longest.slice(0, 8));
  });
});

describe('a work that is tried again', () => {
  it('is given up within eight seconds, whether it is refused at once or never answered', async () => {
    expect(await givenUpAfter(tries(), 0)).toBeLessThanOrEqual(8_000);
    expect(await givenUpAfter(tries(), 3_000)).toBeLessThanOrEqual(8_000);
  });

  it('but not before six, in which a cluster finds a new leader', async () => {
    expect(await givenUpAfter(tries(), 0)).toBeGreaterThanOrEqual(6_000);
    const attempts = tries();
    jest.advanceTimersByTime(60_000);
    attempts.progressed();
    expect(await givenUpAfter(attempts, 0)).toBeGreaterThanOrEqual(6_000);
  });

  it('is given up at once where no other try mends it', async () => {
    const tooLarge = new EventStoreError('EVENT_TOO_LARGE', 'too large');
    await expect(tries().after(tooLarge)).rejects.toBe(tooLarge);
  });

  it('waits for an answer no longer than there is time left', async () => {
    const attempts = tries();
    expect(attempts.ms).toBe(3_000);
    jest.advanceTimersByTime(3_000);
    await paused(attempts.after(new Outage('no answer', true)));
    jest.advanceTimersByTime(2_000);
    expect(attempts.ms).toBe(8_000 - performance.now());
    jest.advanceTimersByTime(9_000);
    expect(attempts.ms).toBe(1);
  });

  it('starts anew when it got on', async () => {
    const attempts = tries();
    for (let n = 0; n < 20; n++) {
      await paused(attempts.after(new Outage('gone')));
      expect(attempts.failed).toBe(1);
      attempts.progressed();
      expect(attempts.failed).toBe(0);
    }
    jest.advanceTimersByTime(60_000);
    expect(attempts.ms).toBe(3_000);
  });

  it('has the whole of its time left after its reader took time, or the server searched', async () => {
    const attempts = tries();
    jest.advanceTimersByTime(3_600_000);
    await paused(attempts.after(new Outage('gone')));
    expect(attempts.failed).toBe(1);
  });

  it('is never given up where it was told so', async () => {
    expect(await givenUpAfter(tries(Infinity), 3_000)).toBe(Infinity);
  });

  it('ends its pause when it is not wanted any more', async () => {
    const left = new AbortController();
    const failed = tries(Infinity, left.signal).after(new Outage('gone'));
    left.abort();
    await failed;
    await tries(Infinity, left.signal).after(new Outage('gone'));
    expect(performance.now()).toBe(0);
  });

  it('says what it failed of', async () => {
    const attempts = tries(0);
    await expect(attempts.after(new Outage('ECONNREFUSED'))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: true,
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('a node that does not answer', () => {
  it('is left, but not the one that the client turned to meanwhile', async () => {
    const attempts = tries();
    connection.channel = channel('second');
    await paused(attempts.after(new Outage('no answer', true)));
    expect(connection.abandon.mock.lastCall).toEqual([expect.objectContaining({ name: 'first' })]);
    await paused(attempts.after(new Outage('no answer', true)));
    expect(connection.abandon.mock.lastCall).toEqual([expect.objectContaining({ name: 'second' })]);
  });

  it('is left too when it is the first one found', async () => {
    connection.channel = undefined;
    const attempts = tries();
    connection.channel = channel('first');
    await paused(attempts.after(new Outage('no answer', true)));
    expect(connection.abandon.mock.lastCall).toEqual([expect.objectContaining({ name: 'first' })]);
  });

  it('is not left for an answer that is no good', async () => {
    await paused(tries().after(new Outage('not the leader')));
    expect(connection.abandon).not.toHaveBeenCalled();
  });
});
