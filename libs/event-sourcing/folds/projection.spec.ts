import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../event.js';
import { documentAfter } from './projection.js';
import { aStoredEvent } from '../testing/an-event.js';

const event = (type: string, revision: number) => aStoredEvent('program-1', revision, {}, { type });
const folding = {
  knows: (type: string) => type !== 'New',
  evolve: (document: object | undefined, { type, revision }: StoredEvent): object => {
    if (type === 'New') throw new Error('not known');
    return { ...document, revision, last: type };
  },
};

describe('a document after an event', () => {
  it('is what the projection makes of it', () => {
    expect(documentAfter(folding, { a: 1 }, event('Old', 3))).toEqual({ a: 1, revision: 3, last: 'Old' });
  });

  it('of a type that the code does not know is the same but for the revision of the stream', () => {
    expect(documentAfter(folding, { last: 'Old', revision: 3 }, event('New', 4))).toEqual({ last: 'Old', revision: 4 });
  });

  it('of such a type is the same where it states no revision, and none where there was none', () => {
    const document = { last: 'Old' };
    expect(documentAfter<object>(folding, document, event('New', 4))).toBe(document);
    expect(documentAfter(folding, undefined, event('New', 0))).toBeUndefined();
  });

  it('of a projection that does not say what it knows is what it makes of it', () => {
    expect(documentAfter({ evolve: folding.evolve }, {}, event('Old', 0))).toEqual({ revision: 0, last: 'Old' });
    expect(() => documentAfter({ evolve: folding.evolve }, {}, event('New', 0))).toThrow('not known');
  });
});
