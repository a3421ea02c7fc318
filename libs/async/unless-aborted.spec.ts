import { describe, expect, it } from '@jest/globals';
import { getEventListeners } from 'node:events';
import { Watched } from '#testing/garbage.js';
import { unlessAborted } from './unless-aborted.js';

const never = new Promise<string>(() => undefined);

describe('work unless aborted', () => {
  it('settles as the work does', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve('done'), signal)).toBe('done');
    await expect(unlessAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  });

  it('is undefined as soon as the signal is aborted, also where it was before, whatever the work does later', async () => {
    const stopping = new AbortController();
    const waiting = unlessAborted(never, stopping.signal);
    stopping.abort();
    expect(await waiting).toBeUndefined();
    expect(await unlessAborted(never, stopping.signal)).toBeUndefined();
    expect(await unlessAborted(Promise.reject(new Error('nobody hears it')), stopping.signal)).toBeUndefined();
  });

  it('leaves neither a listener nor a value behind, however often it is asked', async () => {
    const { signal } = new AbortController();
    const values = new Watched();
    for (let n = 0; n < 100; n++) await unlessAborted(Promise.resolve(values.watch({ n })), signal);
    await unlessAborted(Promise.reject(new Error('failed')), signal).catch(() => undefined);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(await values.alive()).toBe(0);
  });
});
