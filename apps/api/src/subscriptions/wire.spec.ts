import { expect, it } from '@jest/globals';
import { fitting } from './wire.js';

it.each(['', 'short', 'x'.repeat(123), '平'.repeat(41)])('a reason that fits is told as it is: %s', (reason) => {
  expect(fitting(reason)).toBe(reason);
});

it.each(['x'.repeat(124), '平'.repeat(42), `a${'平'.repeat(42)}`, `ab${'平'.repeat(42)}`, '𝄞'.repeat(100)])(
  'one that is too long ends in an ellipsis, between two characters: %s',
  (reason) => {
    const told = fitting(reason);
    expect(Buffer.byteLength(told)).toBeLessThanOrEqual(123);
    expect(Buffer.byteLength(told)).toBeGreaterThan(118);
    expect(told.endsWith('…')).toBe(true);
    expect(reason.startsWith(told.slice(0, -1))).toBe(true);
    expect(told).not.toContain('\ufffd');
  },
);
