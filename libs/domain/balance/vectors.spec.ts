import { describe, expect, it } from '@jest/globals';
import { checkVector } from './testing/check-vectors.js';
import { readVectors } from './testing/vectors.js';

describe('balance vectors', () => {
  it.each(readVectors().cases.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    expect(checkVector(vector)).toEqual([]);
  });
});
