import { describe, expect, it } from '@jest/globals';
import { readStatusLine } from './status-line.js';

const raw = {
  at: '2020-05-13T12:03:59.000Z',
  actor: 'p-1',
  initiative: 'KEP-1412',
  title: 'Immutable Secrets',
  unit: 'sig-storage',
  pillar: 'TECHNOLOGY',
  status: 'implementable',
  owner: 'p-2',
  milestones: [{ key: 'alpha', release: 'v1.18', due: '2020-03-25', achieved: '2020-03-25' }],
};
const read = (changes: Record<string, unknown>) => readStatusLine({ ...raw, ...changes });
const milestone = (changes: Record<string, unknown>) => read({ milestones: [{ ...raw.milestones[0], ...changes }] });
const line = (changes: Record<string, unknown>) => {
  const result = read(changes);
  return 'line' in result ? { ...result.line, warned: result.warnings.map((warning) => warning.refused) } : result;
};

describe('readStatusLine', () => {
  it('maps a line', () =>
    expect(read({})).toEqual({
      line: {
        key: 'KEP-1412',
        title: 'Immutable Secrets',
        unit: 'sig-storage',
        pillar: 'TECHNOLOGY',
        becomes: 'ACTIVE',
        status: 'implementable',
        owner: 'p-2',
        milestones: [{ key: 'alpha', title: 'alpha (v1.18)', due: '2020-03-25', achieved: '2020-03-25' }],
      },
      warnings: [],
    }));

  it.each([
    ['provisional', 'ACTIVE'],
    ['implementable', 'ACTIVE'],
    ['deferred', 'PAUSED'],
    ['implemented', 'COMPLETED'],
    ['Implemented ', 'COMPLETED'],
    ['rejected', 'CANCELLED'],
    ['withdrawn', 'CANCELLED'],
    ['replaced', 'CANCELLED'],
    ['removed', 'CANCELLED'],
  ])('knows the status %s', (status, becomes) => expect(line({ status })).toMatchObject({ status, becomes, warned: [] }));

  it.each(['implementeable', 'implemented (beta)', 'provisional|implementable|implemented', 'constructor', 'TBD'])(
    'takes the status %s as active, with a warning',
    (status) => expect(line({ status })).toMatchObject({ status, becomes: 'ACTIVE', warned: ['STATUS_UNKNOWN'] }),
  );

  it('makes do with what is missing', () => {
    for (const status of [undefined, null, ' ']) {
      expect(line({ status })).toMatchObject({ status: 'none', warned: ['STATUS_MISSING'] });
      expect(line({ status })).not.toHaveProperty('becomes');
    }
    expect(line({ title: ' ' })).toMatchObject({ warned: ['TITLE_EMPTY'] });
    expect(line({ title: ' ' })).not.toHaveProperty('title');
    expect(milestone({ release: undefined, achieved: null })).toMatchObject({
      line: { milestones: [{ key: 'alpha', due: '2020-03-25' }] },
      warnings: [],
    });
  });

  it.each(['owner', 'unit'])('takes null and a blank %s for none, and a line without it for one that does not say', (field) => {
    for (const value of [null, '']) expect(line({ [field]: value })).toMatchObject({ [field]: null, warned: [] });
    expect(line({ [field]: undefined })).not.toHaveProperty(field);
  });

  it.each([null, undefined, ''])('keeps a milestone whose due date is %p, with a warning', (due) => {
    expect(milestone({ due })).toMatchObject({
      line: { milestones: [{ key: 'alpha', title: 'alpha (v1.18)', achieved: '2020-03-25' }] },
      warnings: [{ refused: 'MILESTONE_WITHOUT_DUE', field: ['milestones', '0', 'due'] }],
    });
  });

  it('takes keys that look the same for the same, and refuses those that only look so', () => {
    expect(line({ initiative: ' KEP-1412\u00a0' })).toMatchObject({ key: 'KEP-1412' });
    expect(line({ initiative: 'e\u0301' })).toMatchObject({ key: '\u00e9' });
    expect(read({ initiative: 'KEP-\u200b1412' })).toEqual({ refused: 'KEY_HIDES_CHARACTERS', field: ['initiative'] });
    expect(milestone({ key: 'al\u00adpha' })).toEqual({ refused: 'KEY_HIDES_CHARACTERS', field: ['milestones', '0', 'key'] });
  });

  it('takes a title that nobody can see for none', () =>
    expect(line({ title: '\u200b\u3164' })).toMatchObject({ warned: ['TITLE_EMPTY'] }));

  it('takes a repeated milestone once, and refuses two that contradict', () => {
    const [alpha] = raw.milestones;
    expect(line({ milestones: [alpha, alpha] })).toMatchObject({ milestones: [{ key: 'alpha' }], warned: ['MILESTONE_REPEATED'] });
    expect(line({ milestones: [alpha, { ...alpha, due: '2020-04-01' }] })).toEqual({
      refused: 'MILESTONE_TWICE_IN_LIST',
      field: ['milestones', '1', 'key'],
    });
  });

  it.each([
    ['initiative', undefined, 'LINE_MALFORMED'],
    ['initiative', '', 'TEXT_EMPTY'],
    ['title', undefined, 'LINE_MALFORMED'],
    ['title', 7, 'LINE_MALFORMED'],
    ['title', 'x'.repeat(201), 'TEXT_TOO_LONG'],
    ['title', 'x\0', 'TEXT_NOT_STORABLE'],
    ['title', 'a\u202eb', 'TEXT_TURNS_DIRECTION'],
    ['status', 'a\u2067b', 'TEXT_TURNS_DIRECTION'],
    ['unit', 'a\u202eb', 'TEXT_TURNS_DIRECTION'],
    ['unit', {}, 'LINE_MALFORMED'],
    ['pillar', 'LUCK', 'PILLAR_UNKNOWN'],
    ['status', 7, 'LINE_MALFORMED'],
    ['owner', 'a b', 'PERSON_ID_INVALID'],
    ['milestones', undefined, 'LINE_MALFORMED'],
    ['milestones', {}, 'LINE_MALFORMED'],
    ['milestones', Array(501).fill({}), 'TOO_MANY_MILESTONES'],
  ])('refuses %s %p', (field, value, code) => expect(read({ [field]: value })).toEqual({ refused: code, field: [field] }));

  it.each([
    ['key', undefined, 'LINE_MALFORMED'],
    ['release', {}, 'LINE_MALFORMED'],
    ['release', 'r'.repeat(200), 'TEXT_TOO_LONG'],
    ['due', 'TBD', 'DATE_INVALID'],
    ['achieved', '2020-02-30', 'DATE_INVALID'],
    ['achieved', true, 'DATE_INVALID'],
  ])('refuses a milestone’s %s %p', (field, value, code) =>
    expect(milestone({ [field]: value })).toEqual({ refused: code, field: ['milestones', '0', field] }),
  );

  it('refuses a milestone that is none', () =>
    expect(read({ milestones: ['alpha'] })).toEqual({ refused: 'LINE_MALFORMED', field: ['milestones', '0'] }));
});
