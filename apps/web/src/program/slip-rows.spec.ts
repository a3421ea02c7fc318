import { describe, expect, it } from '@jest/globals';
import { dayNumber } from '../language/dates';
import { nextRow, slipEnd, slipFinding, slipRows, slipSpan, type SlipMilestone, type SlipRow } from './slip-rows';

const milestone = (id: string, changes: Partial<SlipMilestone> = {}): SlipMilestone => ({
  id,
  title: id,
  state: 'PLANNED',
  baseline: '2026-03-01',
  forecast: '2026-03-01',
  achievedOn: null,
  slipDays: 0,
  initiative: { id: 'one', title: 'One', pillar: 'CULTURE' },
  ...changes,
});

const two = { id: 'two', title: 'Two', pillar: 'LEADERSHIP' } as const;
const three = { id: 'three', title: 'Three', pillar: 'CULTURE' } as const;

const all = [
  milestone('late and open', { state: 'OVERDUE', slipDays: 40 }),
  milestone('came late', { state: 'ACHIEVED', baseline: '2026-01-01', achievedOn: '2026-01-06', slipDays: 5 }),
  milestone('in time', { baseline: '2026-02-01', initiative: two }),
  milestone('withdrawn', { state: 'DESCOPED', slipDays: 9, initiative: three, baseline: '2025-12-01' }),
];

const names = (rows: readonly SlipRow[]): string[] =>
  rows.map((row) => (row.is === 'pillar' ? row.pillar : row.is === 'initiative' ? row.title : row.milestone.title));

describe('the rows of the slip chart', () => {
  it('stand under pillars in their order, and initiatives and milestones by baseline', () => {
    expect(names(slipRows(all, 'all'))).toEqual([
      'LEADERSHIP',
      'Two',
      'in time',
      'CULTURE',
      'Three',
      'withdrawn',
      'One',
      'came late',
      'late and open',
    ]);
  });

  it('leave out what does not fit, with headings that nothing stands under', () => {
    expect(names(slipRows(all, 'late'))).toEqual(['CULTURE', 'One', 'came late', 'late and open']);
    expect(names(slipRows(all, 'open'))).toEqual(['LEADERSHIP', 'Two', 'in time', 'CULTURE', 'One', 'late and open']);
    expect(slipRows([], 'all')).toEqual([]);
  });

  it('count under each pillar, where a withdrawn milestone is not late', () => {
    expect(slipRows(all, 'all')[3]).toEqual({ is: 'pillar', pillar: 'CULTURE', count: 3, late: 2 });
  });

  it('are passed by keys from milestone to milestone, without headings and not beyond the ends', () => {
    const rows = slipRows(all, 'all');
    expect(nextRow(rows, undefined, 'Home')).toBe(2);
    expect(nextRow(rows, undefined, 'ArrowDown')).toBe(2);
    expect(nextRow(rows, 2, 'ArrowDown')).toBe(5);
    expect(nextRow(rows, 5, 'k')).toBe(2);
    expect(nextRow(rows, 2, 'ArrowUp')).toBe(2);
    expect(nextRow(rows, 2, 'PageDown')).toBe(8);
    expect(nextRow(rows, 8, 'End')).toBe(8);
    expect(nextRow(rows, 2, 'x')).toBeUndefined();
    expect(nextRow([], undefined, 'ArrowDown')).toBeUndefined();
  });
});

describe('what the slip chart shows', () => {
  it('is how many are late, how many of them are open, and the pillar with the most days of these', () => {
    expect(slipFinding(all)).toEqual({ count: 3, late: 2, lateOpen: 1, pillar: 'CULTURE' });
  });

  it('has no pillar where all that came late is achieved', () => {
    expect(slipFinding([all[1]!])).toEqual({ count: 1, late: 1, lateOpen: 0, pillar: undefined });
  });

  it('reaches from the first date to the last, today among them', () => {
    const span = slipSpan([milestone('x', { slipDays: 40 })], '2026-01-15');
    expect(span).toEqual([dayNumber('2026-01-15'), dayNumber('2026-04-10')]);
    expect(slipEnd(milestone('x', { slipDays: 40 }))).toBe('2026-04-10');
    expect(slipSpan([], '2026-01-15')).toEqual([dayNumber('2026-01-15'), dayNumber('2026-01-15')]);
  });
});
