import { describe, expect, it } from '@jest/globals';
import { parsePhases } from './phases.js';

const phase = {
  key: 'BUILD',
  name: 'Build',
  endsOn: '2021-06-30',
  emphasis: { leadership: 1, culture: 1, process: 1, technology: 1 },
  enteredOn: '2021-01-01',
};
const parsed = (value: unknown) => parsePhases(JSON.stringify(value));

describe('a phases file', () => {
  it('is a list of phases with the day each was entered', () => {
    expect(parsed([phase])).toEqual([phase]);
  });

  it('may leave out enteredOn', () => {
    const { enteredOn: _, ...planned } = phase;
    expect(parsed([planned])).toEqual([planned]);
  });

  it.each([
    ['not JSON', '[{'],
    ['not a JSON list of phases', '{}'],
    ['not a JSON list of phases', '[]'],
    ['phase 1: LINE_MALFORMED', '[null]'],
  ])('says %s', (wrong, text) => {
    expect(parsePhases(text)).toEqual({ wrong });
  });

  it.each([
    ['key', { key: 1 }],
    ['name', { name: undefined }],
    ['endsOn', { endsOn: '2021-02-30' }],
    ['enteredOn', { enteredOn: 'soon' }],
    ['emphasis', { emphasis: [1, 1, 1, 1] }],
    ['emphasis.process', { emphasis: { ...phase.emphasis, process: '1' } }],
  ])('names the field %s that is wrong, and the phase', (field, change) => {
    expect(parsed([phase, { ...phase, ...change }])).toEqual({ wrong: `phase 2: ${field}` });
  });
});
