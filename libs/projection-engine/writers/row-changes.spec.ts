import { describe, expect, it } from '@jest/globals';
import type { TableShape } from '#event-sourcing/folds/projection.js';
import { rowChanges } from './row-changes.js';

const shape: TableShape = { columns: { owner: 'text', nth: 'integer', value: 'text' }, key: ['owner', 'nth'] };
const row = (nth: number, value: string | null) => ({ owner: 'a', nth, value });

describe('the difference of two lists of rows', () => {
  it('is every row of a new document', () => {
    expect(rowChanges(shape, [], [row(0, 'x'), row(1, null)])).toEqual({
      deleted: [],
      written: [
        ['a', 0, 'x'],
        ['a', 1, null],
      ],
    });
  });

  it('leaves out what stays, be it the same object, an equal one or one at another place', () => {
    const same = row(0, 'x');
    expect(rowChanges(shape, [same, row(1, 'y'), row(2, 'z')], [same, row(2, 'z'), row(1, 'y')])).toEqual({ deleted: [], written: [] });
  });

  it('has a changed row as written and a vanished one as deleted', () => {
    expect(rowChanges(shape, [row(0, 'x'), row(1, 'y')], [row(1, 'new')])).toEqual({ deleted: [['a', 0]], written: [['a', 1, 'new']] });
  });

  it('takes a missing cell for null', () => {
    expect(rowChanges(shape, [row(0, null)], [{ owner: 'a', nth: 0 }])).toEqual({ deleted: [], written: [] });
  });

  it('refuses two rows with the same key', () => {
    expect(() => rowChanges(shape, [], [row(0, 'x'), row(0, 'y')])).toThrow('["a",0]');
  });
});
