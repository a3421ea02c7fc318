import { describe, expect, it } from '@jest/globals';
import { QuestionError } from '../question-error.js';
import { cursorOf, valuesOf } from './cursor.js';

const refusal = (ask: () => unknown): string | undefined => {
  try {
    ask();
    return undefined;
  } catch (error) {
    return error instanceof QuestionError ? error.code : String(error);
  }
};

describe('a cursor', () => {
  it('gives back the values it was made of', () => {
    const values = ['平衡 “a”', 0.1 + 0.2, 'id'];
    expect(valuesOf(cursorOf('list', values), 'list', ['text', 'number', 'text'])).toEqual(values);
  });

  it.each([
    ['garbage', '%%%'],
    ['nothing', ''],
    ['a JSON value that is no list', Buffer.from('{"a":1}').toString('base64url')],
    ['null', Buffer.from('null').toString('base64url')],
    ['another list', cursorOf('others', ['a', 1])],
    ['too few values', cursorOf('list', ['a'])],
    ['too many values', cursorOf('list', ['a', 1, 2])],
    ['a value of another type', cursorOf('list', [1, 1])],
    ['a number beyond all', Buffer.from('["list","a",1e999]').toString('base64url')],
    ['a nested value', Buffer.from('["list",["a"],1]').toString('base64url')],
    ['a NUL character', cursorOf('list', ['a\0', 1])],
  ])('is refused when it is %s', (_, cursor) => {
    expect(refusal(() => valuesOf(cursor, 'list', ['text', 'number']))).toBe('BAD_CURSOR');
  });

  it.each([0.5, 1e25])('is refused when it has %d where the list counts: PostgreSQL compares a count with nothing else', (value) => {
    expect(refusal(() => valuesOf(cursorOf('list', [value]), 'list', ['integer']))).toBe('BAD_CURSOR');
    expect(valuesOf(cursorOf('list', [value]), 'list', ['number'])).toEqual([value]);
  });
});
