import { describe, expect, it } from '@jest/globals';
import { codes, date, flag, id, ids, integer, moment, since, text, texts, until, valuesOf, type Given } from './parameters.js';

const about = { en: 'x', zh: 'x' };
const parameters = {
  pillars: codes(['CULTURE', 'PROCESS'], about),
  owners: texts(about),
  programs: ids(about),
  programId: id(about),
  from: date(about),
  since: since(about),
  until: until(about),
  asOf: moment(about),
  slip: integer(about),
  unowned: flag(about),
  search: text(about),
};
const ID = '018f3f3e-0000-7000-8000-000000000000';

describe('the parameters of a feed', () => {
  it.each<[string, Given, object]>([
    ['a list with commas', { pillars: 'CULTURE,process' }, { pillars: ['CULTURE', 'PROCESS'] }],
    ['a list by repetition', { owners: ['ann', 'lin, bo'] }, { owners: ['ann', 'lin', 'bo'] }],
    [
      'a value with a comma, in quotes',
      { owners: ['"Network, North", ann', '"5"" pipes"'] },
      { owners: ['Network, North', 'ann', '5" pipes'] },
    ],
    ['quotes that are none', { owners: '5" pipes, "ann, bo' }, { owners: ['5" pipes', '"ann', 'bo'] }],
    ['ids in any case', { programs: ID.toUpperCase(), programId: ID }, { programs: [ID], programId: ID }],
    ['dates', { from: '2026-02-28', asOf: '2026-02-28' }, { from: '2026-02-28', asOf: '2026-02-28' }],
    [
      'instants',
      { since: '2026-02-28T10:00:00+08:00', asOf: '2026-02-28T10:00Z' },
      { since: '2026-02-28T02:00:00.000Z', asOf: '2026-02-28T10:00:00.000Z' },
    ],
    [
      'whole days in the time zone',
      { since: '2026-02-28', until: '2026-02-28' },
      { since: '2026-02-27T16:00:00.000Z', until: '2026-02-28T15:59:59.999Z' },
    ],
    ['numbers and truths', { slip: '-3', unowned: 'TRUE' }, { slip: -3, unowned: true }],
    ['text', { search: '上线, 验收' }, { search: '上线, 验收' }],
    ['nothing', {}, {}],
    ['empty ones, as if they were not there', { programs: '', owners: ['', 'ann'], from: '' }, { owners: ['ann'] }],
  ])('are read: %s', (_, given, values) => {
    expect(valuesOf(parameters, given, 'Asia/Shanghai')).toEqual(values);
  });

  it.each<Given>([
    { pillars: 'LUCK' },
    { pillars: 'CULTURE,' },
    { owners: 'ann,,bo' },
    { owners: '""' },
    { programId: [ID, ID] },
    { programId: 'x' },
    { from: '2026-02-30' },
    { since: '2026-02-29' },
    { until: '9999-12-32' },
    { since: '2026-02-28T25:00:00Z' },
    { asOf: 'yesterday' },
    { slip: '1.5' },
    { unowned: 'yes' },
    { search: 'a\0b' },
  ])('are refused where malformed: %j', (given) => {
    expect(() => valuesOf(parameters, given, 'Asia/Shanghai')).toThrow(
      expect.objectContaining({ extensions: { code: 'FEED_PARAMETER_WRONG' } }),
    );
  });

  it.each<[string, Given]>([
    ['from: 2026-11-28', { from: 'tomorrow' }],
    ['since: 2026-11-28, 2026-11-28T09:30:00Z', { since: 'tomorrow' }],
    ['programs: 018f3f3e-0000-7000-8000-000000000000', { programs: 'Payroll' }],
    ['pillars: CULTURE, PROCESS', { pillars: 'LUCK' }],
    ['unowned: true, false', { unowned: 'yes' }],
    ['slip: -14', { slip: 'much' }],
  ])('are shown as they should be where malformed: %s', (form, given) => {
    expect(() => valuesOf(parameters, given, 'Asia/Shanghai')).toThrow(`(${form})`);
  });

  it.each(['pillarz', 'constructor', '__proto__'])('are refused where unknown, not left out: %s', (name) => {
    expect(() => valuesOf(parameters, JSON.parse(`{ "${name}": "1" }`) as Given, 'Asia/Shanghai')).toThrow(`(${name})`);
  });
});
