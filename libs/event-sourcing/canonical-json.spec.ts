import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

/** A plain implementation of the standard: every object member by member, names sorted. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${plainly(member)}`).join(',')}}`;
}

/** Names for which integer order and code unit order differ. */
const name = fc.oneof(fc.constantFrom('10', '9', 'a', 'B', 'é', '\u{1f6f3}', '\ufb33', ''), fc.string());
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(name, tie('value'), { maxKeys: 6 }),
})).value;

describe('canonical JSON', () => {
  it('is what the standard says, whatever the value and the order of its members', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(value) === plainly(value)));
  });

  it('is the same for the same members in another order, and reads back', () => {
    fc.assert(
      fc.property(fc.dictionary(name, json, { maxKeys: 40 }), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(object));
        expect(JSON.parse(canonicalJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });

  it('sorts by UTF-16 code units, as in the example of RFC 8785', () => {
    const members = { '\u20ac': 0, '\r': 0, '\ufb33': 0, '1': 0, '\u{1f600}': 0, '\u0080': 0, '\u00f6': 0 };
    expect(canonicalJson(members)).toBe('{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\u{1f600}":0,"\ufb33":0}');
  });

  it('leaves out what is undefined, and nothing else', () => {
    expect(canonicalJson({ a: undefined, b: null, c: [undefined] })).toBe('{"b":null,"c":[null]}');
    expect(canonicalJson({ a: undefined })).toBe('{}');
    expect(canonicalJson({})).toBe('{}');
  });

  it.each([NaN, Infinity, -Infinity, 1n, () => 0, Symbol('s')])('has no %p', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson({ a: value })).toThrow(TypeError);
    expect(() => canonicalJson([{ b: 1, a: value }])).toThrow(TypeError);
  });
});
