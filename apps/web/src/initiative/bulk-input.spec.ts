import { describe, expect, it } from '@jest/globals';
import { bulkInput } from './bulk-input';

const two = [
  { id: 'a', forecast: '2026-02-27' },
  { id: 'b', forecast: '2026-12-31' },
];

describe('the input of a bulk update', () => {
  it('does the same to each', () => {
    expect(bulkInput('achieve', two, { achievedOn: '2026-02-01', evidence: 'x' })).toEqual({
      achieve: [
        { milestoneId: 'a', achievedOn: '2026-02-01', evidence: 'x' },
        { milestoneId: 'b', achievedOn: '2026-02-01', evidence: 'x' },
      ],
    });
    expect(bulkInput('confirm', two, {})).toEqual({ confirm: [{ milestoneId: 'a' }, { milestoneId: 'b' }] });
  });

  it('moves each forecast by the same days', () => {
    expect(bulkInput('reschedule', two, { days: 2, reasonCode: 'VENDOR', reason: 'late' })).toEqual({
      reschedule: [
        { milestoneId: 'a', forecast: '2026-03-01', reasonCode: 'VENDOR', reason: 'late' },
        { milestoneId: 'b', forecast: '2027-01-02', reasonCode: 'VENDOR', reason: 'late' },
      ],
    });
  });

  it('leaves to the api what is no number of days', () => {
    expect(bulkInput('reschedule', [two[0]!], { days: 'soon' })).toEqual({ reschedule: [{ milestoneId: 'a', forecast: 'soon' }] });
  });
});
