import { describe, expect, it } from '@jest/globals';
import { both, withLists } from './milestone-filter.js';

describe('two filters at once', () => {
  it('allow what both allow', () => {
    const single = withLists({ pillar: 'CULTURE', state: 'OVERDUE', forecastFrom: '2024-02-01', forecastTo: '2024-02-28' });
    const lists = {
      pillars: ['CULTURE', 'PROCESS'],
      states: ['PLANNED'],
      forecast: { from: '2024-01-01', to: '2024-02-10' },
      unowned: true,
    } as const;
    expect(both(lists, single)).toEqual({
      ...{ pillars: ['CULTURE'], states: [], forecast: { from: '2024-02-01', to: '2024-02-10' }, unowned: true },
      ...{ programs: undefined, owners: undefined },
    });
  });

  it('are one of them if the other says nothing', () => {
    const lists = { owners: ['ana'], forecast: { to: '2024-02-10' } };
    expect(both(lists, withLists({}))).toMatchObject({ owners: ['ana'], forecast: { from: undefined, to: '2024-02-10' } });
    expect(both({}, withLists({ ownerId: 'ana', forecastTo: '2024-02-10' }))).toMatchObject(lists);
  });
});
