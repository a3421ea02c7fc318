import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Credential } from './credentials.js';
import { FailedAttempts } from './failed-attempts.js';

const token = (id: string, secret: string): Credential => ({ kind: 'token', secret: `ek_${id.padEnd(12, '0')}_${secret.padEnd(43, 'x')}` });

describe('failed attempts', () => {
  let time: number;
  let attempts: FailedAttempts;
  const failing = (times: number, credential: (n: number) => Credential, address = 'here'): void => {
    for (let n = 0; n < times; n++) attempts.failed(credential(n), address);
  };
  beforeEach(() => {
    time = 1_000_000;
    attempts = new FailedAttempts(true, () => time);
  });

  it('of one access token slow it at every address, and no other token', () => {
    failing(10, (n) => token('a', `${n}`));
    expect(attempts.waitFor(token('a', 'next'), 'elsewhere')).toBe(0);
    failing(1, () => token('a', 'oncemore'));
    expect(attempts.waitFor(token('a', 'next'), 'elsewhere')).toBe(60);
    expect(attempts.waitFor(token('b', 'next'), 'here')).toBe(0);
    time += 60_000;
    expect(attempts.waitFor(token('a', 'next'), 'elsewhere')).toBe(0);
  });

  it('from one address slow it, links too, and no other address', () => {
    failing(50, (n) => token(`${n}`, ''));
    for (let n = 0; n < 50; n++) attempts.failedFrom('here');
    expect(attempts.waitForAddress('here')).toBe(0);
    attempts.failedFrom('here');
    expect([attempts.waitForAddress('here'), attempts.waitFor(token('new', ''), 'here')]).toEqual([60, 60]);
    expect(attempts.waitForAddress('elsewhere')).toBe(0);
  });

  it('do not slow a credential that was valid lately, until it fails', () => {
    const known = token('a', 'valid');
    attempts.succeeded(known);
    failing(11, (n) => token('a', `${n}`));
    expect(attempts.waitFor(known, 'here')).toBe(0);
    attempts.failed(known, 'here');
    expect(attempts.waitFor(known, 'here')).toBeGreaterThan(0);
  });

  it('are not counted where requests are not limited', () => {
    attempts = new FailedAttempts(false, () => time);
    failing(1_000, () => token('a', 'x'));
    expect(attempts.waitFor(token('a', 'x'), 'here')).toBe(0);
  });
});
