import { describe, expect, it } from '@jest/globals';
import type { Update } from './outbox';
import { groupOf, withUpdates, type WorkItem } from './overlay';

const item = { id: 'm', title: 'M', forecast: '2026-03-10' } as WorkItem;
const update = (kind: Update['kind'], input: Update['input'] = {}, refusal?: string): Update => ({
  ...{ commandId: kind, personId: 'ann', kind, milestoneId: 'm', title: 'M', input },
  ...(refusal !== undefined && { refusal }),
});

describe('my work with the updates that wait', () => {
  it('shows the new date, that it is done, and that it is confirmed', () => {
    const [shown] = withUpdates([item], [update('reschedule', { forecast: '2026-04-01' }), update('confirmForecast'), update('achieve')]);
    expect(shown).toMatchObject({ forecast: '2026-04-01', isDone: true, isConfirmed: true, update: { kind: 'achieve' } });
  });

  it('is not done once that was undone', () => {
    expect(withUpdates([item], [update('achieve'), update('reopen')])[0]!.isDone).toBe(false);
  });

  it('does not change by what was refused, and shows the refusal', () => {
    expect(withUpdates([item], [update('reschedule', { forecast: '2026-04-01' }, 'no')])).toMatchObject([
      { forecast: '2026-03-10', isDone: false, update: { refusal: 'no' } },
    ]);
  });

  it('does not change by updates of other milestones', () => {
    const other = { ...update('achieve'), milestoneId: 'other' };
    expect(withUpdates([item], [other])).toMatchObject([{ isDone: false, update: undefined }]);
  });

  it.each([
    ['2026-03-09', 'overdue'],
    ['2026-03-10', 'week'],
    ['2026-03-17', 'week'],
    ['2026-03-18', 'month'],
    ['2026-04-10', 'month'],
    ['2026-04-11', 'later'],
  ])('puts %s, seen from 2026-03-10, under %s', (forecast, group) => {
    expect(groupOf(forecast, '2026-03-10')).toBe(group);
  });
});
