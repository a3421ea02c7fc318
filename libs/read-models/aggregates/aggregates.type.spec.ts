import { describe, expect, it } from '@jest/globals';
import type { Reading } from '../reading.js';
import { shownCount, shownWorkload } from './aggregates.type.js';

const reading = {} as Reading;

describe('sums for GraphQL', () => {
  it('put each value under the name of its group', () => {
    const nothing = { pillar: null, state: null, owner: null, unit: null, programId: null, month: null };
    expect(shownCount({ values: ['2026-03', 'ann', 'OVERDUE'], count: 2 }, ['MONTH', 'OWNER', 'STATE'], reading)).toEqual({
      ...nothing,
      ...{ month: '2026-03', owner: { id: 'ann' }, state: 'OVERDUE', count: 2, reading },
    });
    expect(shownCount({ values: ['CULTURE', null, 'p', null], count: 1 }, ['PILLAR', 'UNIT', 'PROGRAM', 'OWNER'], reading)).toEqual({
      ...nothing,
      ...{ pillar: 'CULTURE', programId: 'p', count: 1, reading },
    });
    expect(shownCount({ values: [], count: 9 }, [], reading)).toEqual({ ...nothing, count: 9, reading });
  });

  it('say whose a workload is', () => {
    const load = { initiatives: 1, open: 2, overdue: 0, late: 1, nextForecast: '2026-03-01' };
    expect(shownWorkload({ of: 'ann', ...load }, 'OWNER')).toEqual({ ...load, owner: { id: 'ann' }, unit: null });
    expect(shownWorkload({ of: 'ann', ...load }, 'UNIT')).toEqual({ ...load, owner: null, unit: 'ann' });
    expect(shownWorkload({ of: null, ...load }, 'OWNER')).toEqual({ ...load, owner: null, unit: null });
  });
});
