import { expect, it } from '@jest/globals';
import { LIMITS } from '../limits/limits.js';
import { MessageAllowance } from './message-allowance.js';

const taken = (allowance: MessageAllowance, acknowledged: boolean): number => {
  for (let n = 0; n <= 10_000; n++) if (!allowance.take(acknowledged)) return n;
  return Infinity;
};

it('answers a burst, then so many a second, and never more than a burst at once', () => {
  let now = 0;
  const allowance = new MessageAllowance(() => now);
  expect(taken(allowance, true)).toBe(LIMITS.messageBurst);
  now += 2_000;
  expect(taken(allowance, true)).toBe(2 * LIMITS.messagesPerSecond);
  now += 3_600_000;
  expect(taken(allowance, true)).toBe(LIMITS.messageBurst);
});

it('answers a handful before it is known who is there, however long that takes', () => {
  let now = 0;
  const allowance = new MessageAllowance(() => now);
  expect(taken(allowance, false)).toBe(LIMITS.messagesBeforeInit);
  now += 3_600_000;
  expect(taken(allowance, false)).toBe(0);
});
