import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { textIn } from './canonical-text.js';

describe('a text member of canonical JSON', () => {
  it('is read off a flat object', () => {
    expect(textIn('{"actor":"ann","revision":3}', 'actor')).toBe('ann');
    expect(textIn('{"actor":"安","z":null}', 'actor')).toBe('安');
  });

  it('is left to the parser where the text alone does not tell', () => {
    for (const json of ['{}', '{"actor":3}', '{"actor":"a\\n"}', '{"of":{"actor":"b"}}', '{"of":["actor"],"x":"actor"}']) {
      expect(textIn(json, 'actor')).toBeUndefined();
    }
  });

  it('is never another than the parser finds', () => {
    const nasty = fc.oneof(fc.string(), fc.constantFrom('"id":"', '\\"id":"x', '{', '[', '\\', '"', 'id'));
    const objects = fc.dictionary(
      fc.oneof(nasty, fc.constant('id')),
      fc.oneof(nasty, fc.integer(), fc.jsonValue() as fc.Arbitrary<unknown>),
    );
    fc.assert(
      fc.property(objects, (object) => {
        const found = textIn(canonicalJson(object), 'id');
        if (found !== undefined) expect(found).toBe(object['id']);
      }),
      { numRuns: 2_000, seed: 8 },
    );
  });
});
