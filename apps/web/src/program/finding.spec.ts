import { describe, expect, it } from '@jest/globals';
import { PILLARS } from '../design/pillar';
import { findingOf, type BalancePoint } from './finding';

/** @param days behind, in the order of PILLARS */
const point = (on: string, days: readonly number[], nothingDueYet = false): BalancePoint => ({
  on,
  d: 1,
  nothingDueYet,
  pillars: PILLARS.map((pillar, index) => ({ pillar, standing: 1, behindDays: days[index]! })),
});

describe('what the balance over time shows', () => {
  it('is the pillar that is furthest behind, since its days went beyond on plan', () => {
    const points = [point('2026-01-04', [0, 0, 0, 0]), point('2026-01-11', [0, 12, 9, 0]), point('2026-01-18', [0, 13, 40, 0])];
    expect(findingOf(points)).toEqual({ is: 'behind', pillar: 'PROCESS', days: 40, since: '2026-01-11' });
  });

  it('begins anew where the pillar had caught up meanwhile', () => {
    const points = [0, 50, 2, 9].map((days, week) => point(`2026-01-0${week + 1}`, [0, days, 0, 0]));
    expect(findingOf(points)).toMatchObject({ since: '2026-01-04' });
  });

  it('has no beginning where it was so throughout', () => {
    expect(findingOf([point('2026-01-04', [8, 0, 0, 0]), point('2026-01-11', [8, 0, 0, 0])])).toMatchObject({ since: undefined });
  });

  it('is that all are on plan, and since when', () => {
    expect(findingOf([point('2026-01-04', [0, 30, 0, 0]), point('2026-01-11', [7, 0, 0, -3])])).toEqual({
      is: 'onPlan',
      since: '2026-01-11',
    });
    expect(findingOf([point('2026-01-11', [0, 0, 0, 0])])).toEqual({ is: 'onPlan', since: undefined });
  });

  it('leaves out the dates on which nothing was due yet, and is nothing where there are no others', () => {
    expect(findingOf([point('2026-01-04', [0, 90, 0, 0], true)])).toEqual({ is: 'nothing' });
    expect(findingOf([point('2026-01-04', [0, 0, 0, 0], true), point('2026-01-11', [0, 90, 0, 0])])).toMatchObject({ since: undefined });
    expect(findingOf([])).toEqual({ is: 'nothing' });
  });
});
