import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Connection } from './connection.js';
import { parseConnectionString } from './connection-string.js';
import { deadlines } from './deadlines.js';

const [connecting, ready] = [1, 2];
const minute = 60_000;

let connection: Connection;
const left = jest.fn();

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  connection = new Connection(parseConnectionString('esdb://127.0.0.1:1?tls=false'), deadlines);
  connection.client.abandon = left.mockClear();
});

afterEach(() => {
  jest.useRealTimers();
});

/** Simulates attempts of this length without an answer. */
function tried(state: number, forMs: number): number {
  left.mockClear();
  for (let ms = 0; ms < forMs; ms += deadlines.callMs) {
    connection.abandon({ close: () => undefined, getConnectivityState: () => state });
    jest.advanceTimersByTime(deadlines.callMs);
  }
  return left.mock.calls.length;
}

describe('a node that does not answer', () => {
  it('is dialled anew at once, and ever more rarely while it stays silent: every connection only half made is one that stays', () => {
    expect(tried(connecting, 10_000)).toBeGreaterThanOrEqual(3);
    expect(tried(connecting, 60 * minute)).toBeLessThan(25);
    expect(tried(connecting, 24 * 60 * minute)).toBeLessThan(300);
  });

  it('is dialled anew at once when it is silent again much later', () => {
    tried(connecting, 60 * minute);
    jest.advanceTimersByTime(20 * minute);
    expect(tried(connecting, 10_000)).toBeGreaterThanOrEqual(3);
  });

  it('is left whenever it does not answer on a connection that stood: that one ends', () => {
    expect(tried(ready, 10 * deadlines.callMs)).toBe(10);
  });
});
