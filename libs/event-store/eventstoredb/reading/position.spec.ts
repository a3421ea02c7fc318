import { expect, it } from '@jest/globals';
import { positionOf, wirePositionOf } from './position.js';

it('a position is as wide for the largest as for the smallest, sorts as text, and leads back', () => {
  const wire = [0n, 1n, 9n, 10n, 2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 64n - 1n].map((n) => ({ commit: n, prepare: n }));
  const positions = wire.map(positionOf);
  expect(new Set(positions.map((position) => position.length)).size).toBe(1);
  expect([...positions].sort()).toEqual(positions);
  expect(positions.map(wirePositionOf)).toEqual(wire);
});

it.each(['', '0000000000000007', '1:1', `${'0'.repeat(20)}:${'0'.repeat(20)} `])('%j is no position of this store', (text) => {
  expect(() => wirePositionOf(text)).toThrow(expect.objectContaining({ code: 'STALE_POSITION' }));
});
