import { describe, expect, it } from '@jest/globals';
import { checkOutlook, checkVector } from './testing/check-vectors.js';
import { readVectors } from './testing/vectors.js';

describe('balance vectors', () => {
  it.each(readVectors().cases.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    expect(checkVector(vector)).toEqual([]);
  });
});

describe('outlook vectors', () => {
  it.each(readVectors().outlook.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    expect(checkOutlook(vector)).toEqual([]);
  });
});
