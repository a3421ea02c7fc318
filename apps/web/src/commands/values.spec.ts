import { describe, expect, it } from '@jest/globals';
import type { FieldSpec } from './command-field';
import { differences } from './differences';
import { inputOf, missingIn, startValues } from './values';

const fields: readonly FieldSpec[] = [
  { name: 'forecast', kind: 'date', label: 'New date', isRequired: true, start: '2026-03-01' },
  { name: 'reason', kind: 'area', label: 'Reason', isRequired: true },
  { name: 'weight', kind: 'number', label: 'Weight' },
];

describe('what was typed', () => {
  it('starts with the values that the fields propose', () => {
    expect(startValues(fields)).toEqual({ forecast: '2026-03-01', reason: '', weight: '' });
  });

  it('misses a required field that is empty or blank, and no other', () => {
    expect(missingIn(fields, { forecast: '2026-03-01', reason: '  ', weight: '' })).toEqual(['reason']);
  });

  it('becomes an input of numbers and texts, without what was left empty', () => {
    expect(inputOf(fields, { forecast: '2026-03-01', reason: ' a supplier ', weight: '1,5' })).toEqual({
      forecast: '2026-03-01',
      reason: 'a supplier',
      weight: 1.5,
    });
    expect(inputOf(fields, { forecast: '', reason: '', weight: '' })).toEqual({});
  });

  it('leaves to the api what is no number', () => {
    expect(inputOf(fields, { weight: 'heavy' })).toEqual({ weight: 'heavy' });
  });
});

describe('what changed while a form was open', () => {
  it('is each fact with another value', () => {
    expect(
      differences(
        [
          ['Date', '1 Mar'],
          ['State', 'planned'],
        ],
        [
          ['Date', '8 Mar'],
          ['State', 'planned'],
        ],
      ),
    ).toEqual([{ name: 'Date', before: '1 Mar', now: '8 Mar' }]);
  });
});
