import { describe, expect, it } from '@jest/globals';
import { FIRST_DATE, LAST_DATE, addDays, daysBetween, fromDay, isLocalDate, sundays, toDay } from './calendar.js';

describe('calendar', () => {
  it('numbers every day of its range as the ECMAScript calendar does', () => {
    const wrong: string[] = [];
    for (let day = toDay(FIRST_DATE); day <= toDay(LAST_DATE); day++) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (fromDay(day) !== date || toDay(date) !== day) wrong.push(date);
    }
    expect(wrong).toEqual([]);
    expect(toDay('1970-01-01')).toBe(0);
    expect(toDay('2000-03-01')).toBe(Date.UTC(2000, 2, 1) / 86_400_000);
  });

  it('counts days over leap days and years', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2023-12-31', '2023-12-30')).toBe(-1);
    expect(addDays('2024-12-31', 1)).toBe('2025-01-01');
  });

  it.each([
    '2023-02-29',
    '2024-02-30',
    '2024-00-10',
    '2024-13-01',
    '2024-01-00',
    '2024-01-32',
    '2024-99-99',
    '0000-01-01',
    '9999-12-31',
    '24-1-1',
    '',
  ])('takes %j for no date', (text) => expect(isLocalDate(text)).toBe(false));

  it.each(['2024-02-29', FIRST_DATE, LAST_DATE])('takes %j for a date', (text) => expect(isLocalDate(text)).toBe(true));
});

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
