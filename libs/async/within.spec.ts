import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { within } from './within.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('settles as the work does, and leaves no timer behind', async () => {
  expect(await within(1_000, Promise.resolve('done'), () => 'late')).toBe('done');
  await expect(within(1_000, Promise.reject(new Error('failed')), () => 'late')).rejects.toThrow('failed');
  expect(jest.getTimerCount()).toBe(0);
});

it('settles as it is told where the work takes longer, which may then fail unheard', async () => {
  let fail: (error: Error) => void;
  const work = new Promise<string>((_, reject) => (fail = reject));
  const given = within(1_000, work, () => 'late');
  const thrown = expect(
    within(1_000, work, () => {
      throw new Error('too late');
    }),
  ).rejects.toThrow('too late');
  await jest.advanceTimersByTimeAsync(999);
  expect(jest.getTimerCount()).toBe(2);
  await jest.advanceTimersByTimeAsync(1);
  expect(await given).toBe('late');
  await thrown;
  fail!(new Error('nobody hears this'));
});
