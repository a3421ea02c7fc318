import { describe, expect, it } from '@jest/globals';
import { chartRange, isDate } from './range';

const life = { today: '2026-11-28', startsOn: '2024-10-14', endsOn: '2026-12-31' };
const nothing = { range: '1y', from: '', to: '' } as const;

describe('the dates of the balance chart', () => {
  it('reach back a year from today in weeks that end today', () => {
    const { from, to, every } = chartRange(nothing, life);
    expect({ from, to, every }).toEqual({ from: '2025-11-29', to: '2026-11-28', every: 'WEEK' });
  });

  it('reach back to the start where all is asked for, or the program is younger than a year', () => {
    expect(chartRange({ ...nothing, range: 'all' }, life).from).toBe('2024-10-19');
    expect(chartRange(nothing, { ...life, startsOn: '2026-11-01' })).toMatchObject({ from: '2026-11-01', every: 'DAY' });
  });

  it('are those of the address', () => {
    const asked = { range: '1y', from: '2025-01-01', to: '2025-12-31' } as const;
    expect(chartRange(asked, life)).toEqual({ from: '2025-01-01', to: '2025-12-31', every: 'WEEK', outlook: [] });
  });

  it.each([
    ['no date', { from: 'yesterday', to: '2025-02-30' }],
    ['the future', { from: '2027-01-01', to: '2027-05-01' }],
    ['an end before the program', { from: '', to: '2024-01-01' }],
  ])('pass over %s', (_, asked) => {
    expect(chartRange({ range: '1y', ...asked }, life)).toEqual(chartRange(nothing, life));
  });

  it('end with six dates of an outlook, to the planned end but a quarter at least', () => {
    const { outlook } = chartRange(nothing, life);
    expect(outlook).toHaveLength(6);
    expect(outlook.at(-1)).toBe('2027-02-27');
    expect(chartRange(nothing, { ...life, endsOn: '2027-05-01' }).outlook.at(-1)).toBe('2027-05-01');
  });

  it('are months where weeks would be too many', () => {
    expect(chartRange({ ...nothing, range: 'all' }, { ...life, startsOn: '2016-01-01' }).every).toBe('MONTH');
  });
});

describe('a date of the calendar', () => {
  it.each(['2026-02-28', '2024-02-29'])('is %s', (text) => expect(isDate(text)).toBe(true));
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '', 'x'])('is not %p', (text) => expect(isDate(text)).toBe(false));
});
