import { describe, expect, it } from '@jest/globals';
import { DocumentCache } from './document-cache.js';

const entry = (size: number) => ({ document: { size }, rows: undefined, size });

describe('the cache of documents', () => {
  it('keeps the ones used last within its bounds of number and size', () => {
    const cache = new DocumentCache({ documents: 3, characters: 100 });
    for (const key of ['a', 'b', 'c']) cache.set('p', key, entry(10));
    cache.get('p', 'a');
    cache.set('p', 'd', entry(10));
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get('p', key))).toEqual(['a', 'c', 'd']);
    cache.set('p', 'e', entry(85));
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => cache.get('p', key))).toEqual(['d', 'e']);
    expect(cache.characters).toBe(95);
  });

  it('does not keep what is larger than all of it, nor the older state of that', () => {
    const cache = new DocumentCache({ documents: 3, characters: 100 });
    cache.set('p', 'a', entry(10));
    cache.set('p', 'a', entry(101));
    expect(cache.get('p', 'a')).toBeUndefined();
    expect(cache.characters).toBe(0);
  });

  it('forgets one projection and no other', () => {
    const cache = new DocumentCache();
    cache.set('p', 'a', entry(1));
    cache.set('ps', 'a', entry(1));
    const epoch = cache.epoch('p');
    cache.clear('p');
    expect(cache.get('p', 'a')).toBeUndefined();
    expect(cache.get('ps', 'a')).toBeDefined();
    expect(cache.epoch('p')).not.toBe(epoch);
  });
});
