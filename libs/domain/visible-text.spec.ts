import { describe, expect, it } from '@jest/globals';
import { keyCheck, oneLineCheck, optionalTitle, reasonCheck, textCheck, titleCheck } from './checks.js';
import { hidesCharacters, isVisible, turnsDirection } from './visible-text.js';

const named = (text: string): string => [...text].map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase()}`).join(' ');
const invisible = [
  '',
  ' ',
  '\t\n',
  '\u200b',
  '\u2060',
  '\u3164',
  '\u00ad',
  '\u3000',
  '\ufeff',
  '\u115f\u1160',
  '\uffa0',
  '\u2800',
  '\u{1d159}',
  '\u{13441}',
  '\ufffc',
  '\u180e',
  '\u202e',
  '\u200d',
  '\ufe0f',
  '\u{e0041}',
  '\u0301',
  '\u034f',
  '\u001b',
  '\u0085',
  '\u2028',
  ' \u200b\u3164 ',
  '\uffff',
  '\ufdd0\u{1fffe}',
];
const visible = ['a', '王', '-', '🙂', '👩‍👧', 'é', 'e\u0301', '한', 'क्ष', '\u200ba', '①', '\ue000'];

describe('a text that can be seen', () => {
  it.each(invisible.map((text) => [named(text), text]))('is not %s', (_, text) => {
    expect(isVisible(text)).toBe(false);
    for (const check of [titleCheck, reasonCheck]) expect(check(text, 'x')).toEqual({ refused: 'TEXT_EMPTY', field: ['x'] });
    for (const check of [textCheck, oneLineCheck, keyCheck]) expect(check(text, 64, 'x')).toEqual({ refused: 'TEXT_EMPTY', field: ['x'] });
    expect(optionalTitle(text)).toEqual({ refused: 'TEXT_EMPTY' });
  });

  it.each(visible.map((text) => [text, text]))('is %s', (_, text) => {
    expect(isVisible(text)).toBe(true);
    expect(titleCheck(text)).toBeUndefined();
  });
});

describe('a text of one line', () => {
  it.each(['\u202e', '\u202a', '\u2066', '\u2069', '\u200e', '\u200f', '\u061c'])(
    'does not turn the direction of its neighbours: %j',
    (control) => {
      expect(turnsDirection(`a${control}b`)).toBe(true);
      expect(titleCheck(`a${control}b`, 'name')).toEqual({ refused: 'TEXT_TURNS_DIRECTION', field: ['name'] });
      expect(reasonCheck(`a${control}b`)).toBeUndefined();
    },
  );

  it.each(['\n', '\r', '\t', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029'])('does not end before it ends: %j', (control) => {
    expect(titleCheck(`a${control}b`, 'name')).toEqual({ refused: 'TEXT_BREAKS_LINE', field: ['name'] });
    expect(reasonCheck(`a${control}b`)).toBeUndefined();
  });

  it('may be written from right to left', () => {
    expect(titleCheck('שלום')).toBeUndefined();
  });
});

describe('a key', () => {
  it.each(['A\u200b', 'A\u2060B', 'A\u3164', 'A\u00adB', ' A', 'A ', 'A\u00a0B', 'A  B', 'A\u3000B', 'A\u200dB', 'A\ufe0f'])(
    'has nothing that makes it another one that looks the same: %j',
    (key) => {
      expect(hidesCharacters(key)).toBe(true);
      expect(keyCheck(key, 64, 'key')).toEqual({ refused: 'KEY_HIDES_CHARACTERS', field: ['key'] });
    },
  );

  it.each(['A', 'KEP-1 alpha', '设计 Design', 'é', 'e\u0301'])('may be %j', (key) => expect(keyCheck(key, 64)).toBeUndefined());
});
