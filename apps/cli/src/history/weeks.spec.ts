import { describe, expect, it } from '@jest/globals';
import { endOfDay, sundays } from './weeks.js';

describe('Sundays', () => {
  it('are those from the first to the last day, both included', () => {
    expect(sundays('2024-10-20', '2024-11-03')).toEqual(['2024-10-20', '2024-10-27', '2024-11-03']);
    expect(sundays('2024-10-21', '2024-11-02')).toEqual(['2024-10-27']);
  });

  it('are none between a Monday and its Saturday', () => {
    expect(sundays('2024-10-21', '2024-10-26')).toEqual([]);
  });

  it('are seven days apart over a leap day and before 1970', () => {
    expect(sundays('2024-02-24', '2024-03-04')).toEqual(['2024-02-25', '2024-03-03']);
    expect(sundays('1969-12-22', '1970-01-04')).toEqual(['1969-12-28', '1970-01-04']);
  });
});

describe('the end of a day', () => {
  it.each([
    ['UTC', '2024-10-20', '2024-10-20T23:59:59.999Z'],
    ['Asia/Shanghai', '2024-10-20', '2024-10-20T15:59:59.999Z'],
    ['Pacific/Kiritimati', '2024-10-20', '2024-10-20T09:59:59.999Z'],
    ['Pacific/Pago_Pago', '2024-10-20', '2024-10-21T10:59:59.999Z'],
  ])('in %s', (zone, date, end) => {
    expect(endOfDay(date, zone)).toBe(end);
  });

  it('is right on days of 25 and of 23 hours', () => {
    expect(endOfDay('2024-10-27', 'Europe/Berlin')).toBe('2024-10-27T22:59:59.999Z');
    expect(endOfDay('2024-03-31', 'Europe/Berlin')).toBe('2024-03-31T21:59:59.999Z');
  });
});
