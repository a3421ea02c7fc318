import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allOf } from '#domain/steps.js';
import { JsonTooComplex, keepingJson, keptJson, MemberTwice, NumberNotKept, parseJson } from './json.js';

describe('parsing JSON', () => {
  it.each([
    '20241231235959999',
    '9007199254740993',
    '0.1000000000000000055511151231257827',
    '1e999',
    '-1e400',
    '1e-400',
    '12345678901234567890e2',
  ])('refuses %s, which would become another number', (number) => {
    for (const json of [number, `[${number}]`, `{"a":${number}}`, `{"a": "x", "b" : [{"c":${number}}]}`])
      expect(() => parseJson(json)).toThrow(NumberNotKept);
    expect(() => parseJson(`{"a":${number}}`)).toThrow(number.slice(0, 40));
  });

  it.each([
    ['0', 0],
    ['-0', -0],
    ['7', 7],
    ['1.20', 1.2],
    ['1.0', 1],
    ['0.30', 0.3],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['100', 100],
    ['0.1', 0.1],
    ['12e-1', 1.2],
    ['9007199254740992', 9007199254740992],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['5e-324', 5e-324],
  ])('takes %s, however it is written', (text, number) => expect(parseJson(`{"a":${text}}`)).toEqual({ a: number }));

  it.each(['1.20', '20241231235959999', '1.0', '1e3', '007.10'.slice(2)])('keeps %s as the text of a release', (number) => {
    expect(parseJson(`{"release": ${number}, "x": 1}`)).toEqual({ release: number, x: 1 });
    expect(parseJson(`[{"rele\\u0061se":${number}},{"release"\n:${number}}]`)).toEqual([{ release: number }, { release: number }]);
  });

  it('leaves a release as it is that a number keeps, or that is a text', () => {
    const json = '{"release":7,"a":{"release":1.5},"b":{"release":"1.20"}}';
    expect(keptJson(json)).toBe(json);
  });

  it('does not take for a number what stands in a text', () => {
    const value = { '20241231235959999': '1e999 "20241231235959999": 1', 'a\\"': '\\', release: '"1.20' };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  it('complains of what is no JSON as JSON.parse does', () => {
    for (const json of ['', '{', '[1-2]', '{"a":01}', '"', '{"release":1.2.3}', '{"release":--1}', '{"release":01}', '{"release":1.}'])
      expect(() => parseJson(json)).toThrow(SyntaxError);
  });

  it('may be left alone on the way, however few bytes there are between two tokens', () => {
    const json = `[${'0,'.repeat(20_000)}0]`;
    expect([...keepingJson(json)].length).toBeGreaterThanOrEqual(10);
  });

  it.each([
    ['values', '[[0,"a",{"b":-1}],[]]', { values: 7, names: 1 }],
    ['names', '{"a":{"b":true},"c":[{"a":null}]}', { values: 9, names: 3 }],
  ])('refuses more %s than it may hold', (what, json, most) => {
    const keep = (bounds: typeof most): unknown => allOf(keepingJson(json, 0, bounds));
    expect(keep(most)).toBe(json);
    const fewer = { ...most, [what]: most[what as 'values'] - 1 };
    expect(() => keep(fewer)).toThrow(JsonTooComplex);
    expect(() => keep(fewer)).toThrow(`more than ${fewer[what as 'values']} `);
  });

  it.each(['{"a":1,"a":1}', '{"x":[{"a":{"a":1},"b":[],"\\u0061":2}]}', '{"__proto__":1,"__proto__":2}'])(
    'refuses a member that is named twice in one object: %s',
    (json) => expect(() => parseJson(json)).toThrow(MemberTwice),
  );

  it('takes one name in several objects, and as often as it likes in texts', () => {
    const json = '{"a":{"a":["a","a",{"a":1},{"a":2}]},"b":{"a":"\\"a\\":1,\\"a\\":2"}}';
    expect(keptJson(json)).toBe(json);
  });

  it('reads a text that nobody ends, and a number of many zeros, once', () => {
    const many = 2_000_000;
    expect(() => parseJson(`{"a":"${'\\"'.repeat(many)}`)).toThrow(SyntaxError);
    expect(() => parseJson(`{"a":1${'0'.repeat(many)}1}`)).toThrow(NumberNotKept);
  });

  it('takes no variable of a query for a member of a history line', () => {
    const body = '{"variables":{"release":1.50,"lines":[{"milestones":[{"release":1.20}]}]}}';
    expect(JSON.parse(keptJson(body, 2))).toEqual({ variables: { release: 1.5, lines: [{ milestones: [{ release: '1.20' }] }] } });
  });

  it('takes a long text', () => {
    const long = JSON.stringify({ a: 'x"\\'.repeat(300_000), b: 1 });
    expect(keptJson(long)).toBe(long);
  });

  it('gives back every value that was written from one', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(parseJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))));
  });
});
