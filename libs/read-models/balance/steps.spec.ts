import { describe, expect, it } from '@jest/globals';
import { stepsBetween } from './steps.js';

describe('steps', () => {
  it('end with `to` where it is one of them', () => {
    expect(stepsBetween('2024-02-28', '2024-03-01', 'DAY')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(stepsBetween('2024-02-28', '2024-03-12', 'WEEK')).toEqual(['2024-02-28', '2024-03-06']);
  });

  it('keep the day of the month, clipped to the end of a shorter one', () => {
    expect(stepsBetween('2023-12-31', '2024-04-30', 'MONTH')).toEqual([
      '2023-12-31',
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
    expect(stepsBetween('2023-11-30', '2024-06-30', 'QUARTER')).toEqual(['2023-11-30', '2024-02-29', '2024-05-30']);
  });

  it('are none where `to` lies before `from`', () => {
    expect(stepsBetween('2024-02-02', '2024-02-01', 'DAY')).toEqual([]);
  });

  it('are at most 1,000', () => {
    expect(stepsBetween('2024-01-01', '2026-09-26', 'DAY')).toHaveLength(1000);
    expect(() => stepsBetween('2024-01-01', '2026-09-27', 'DAY')).toThrow(expect.objectContaining({ code: 'TIMELINE_TOO_LONG' }));
  });
});
