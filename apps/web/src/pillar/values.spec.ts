import { describe, expect, it } from '@jest/globals';
import { valuesOf } from './values';

describe('the values of a pillar', () => {
  it('are its own, and none for a date on which it has none', () => {
    const value = { plannedValue: 0.5, earnedValue: 0.25, behindDays: 12 };
    const points = [
      {
        on: '2026-01-04',
        pillars: [
          { pillar: 'LEADERSHIP' as const, plannedValue: 1, earnedValue: 1, behindDays: 0 },
          { pillar: 'PROCESS' as const, ...value },
        ],
      },
      { on: '2026-01-11', pillars: [] },
    ];
    expect(valuesOf(points, 'PROCESS')).toEqual([{ on: '2026-01-04', planned: 0.5, earned: 0.25, behindDays: 12 }]);
  });
});
